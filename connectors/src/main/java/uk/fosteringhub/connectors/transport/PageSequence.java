package uk.fosteringhub.connectors.transport;

import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import uk.fosteringhub.core.settings.PullSettings;

/** Watches the pages of one pull: that they come to an end, and in which order they come. */
final class PageSequence {
    private final PullSettings pull;
    private final Set<String> cursors = new HashSet<>();
    private final Set<String> contents = new HashSet<>();
    private int pages;
    private final Instant began;
    private Instant newest = Instant.MIN;
    private Instant newestNotInFuture = Instant.MIN;
    private boolean ordered = true;

    PageSequence(PullSettings pull, Clock clock) {
        this.pull = pull;
        this.began = clock.instant();
    }

    /** @throws PageUnusable if the page has come before, or the pull goes on for too long */
    void accept(Page page) throws PageUnusable {
        pages++;
        if (page.records() > 0 && !contents.add(page.fingerprint())) {
            throw endless("sent the same records again under another cursor");
        }
        if (page.next().isPresent() && !cursors.add(page.next().get())) {
            throw endless("named a page as the next one that had been there before");
        }
        if (pages >= pull.maxPages() && page.next().isPresent()) {
            throw endless("had no end after " + pages + " pages");
        }
        page.modified().forEach(this::accept);
    }

    private void accept(Instant modified) {
        ordered &= !modified.isBefore(newest);
        newest = later(newest, modified);
        if (!modified.isAfter(began)) {
            newestNotInFuture = later(newestNotInFuture, modified);
        }
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    /**
     * Where the next pull may start, once all pages so far have been applied. As long as records come in the order of
     * modification, nothing older can follow; otherwise only the end of the pull tells. A record of the future, by a wrong
     * clock or a slip, does not count: all that is modified before that time would never be asked for.
     */
    Optional<String> resumeFrom(Optional<String> since, boolean ended) {
        if (newestNotInFuture.equals(Instant.MIN) || !ordered && !ended) {
            return since;
        }
        Instant from = newestNotInFuture.minus(pull.overlap());
        boolean backwards = since.map(text -> Instant.parse(text).isAfter(from)).orElse(false);
        return backwards ? since : Optional.of(from.toString());
    }

    private static PageUnusable endless(String what) {
        return new PageUnusable(what + ", so the pull was broken off. Ask its owner.");
    }
}
