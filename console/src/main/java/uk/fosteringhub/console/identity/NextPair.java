package uk.fosteringhub.console.identity;

import java.util.OptionalLong;
import org.springframework.stereotype.Component;
import uk.fosteringhub.console.access.SignedIn;
import uk.fosteringhub.console.reveal.Revealing;
import uk.fosteringhub.core.Hub;
import uk.fosteringhub.core.identity.decide.IdentityDesk;
import uk.fosteringhub.core.identity.decide.ReviewQueue;

/** What a person reviews next: behind the pair they come from, then from the beginning again. */
@Component
final class NextPair {
    private final ReviewQueue queue;
    private final Revealing revealing;

    NextPair(Hub hub, Revealing revealing) {
        this.queue = IdentityDesk.of(hub).queue();
        this.revealing = revealing;
    }

    /** @param after 0: from the beginning; that pair itself does not come again at once */
    OptionalLong after(long after, QueueAsked asked, SignedIn person) {
        ReviewQueue.Filter filter = asked.filter(revealing.seesRestricted(person));
        OptionalLong behind = queue.next(person.name(), filter, after);
        if (behind.isPresent() || after == 0) {
            return behind;
        }
        OptionalLong again = queue.next(person.name(), filter, 0);
        return again.isPresent() && again.getAsLong() == after ? OptionalLong.empty() : again;
    }
}
