package uk.fosteringhub.connectors.transport;

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
    private Instant newest = Instant.MIN;
    private boolean ordered = true;

    PageSequence(PullSettings pull) {
        this.pull = pull;
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
        ordered = ordered && page.oldest().map(time -> !time.isBefore(newest)).orElse(true);
        newest = page.newest().filter(time -> time.isAfter(newest)).orElse(newest);
    }

    /**
     * Where the next pull may start, once all pages so far have been applied. As long as pages come in the order of
     * modification, nothing older can follow; otherwise only the end of the pull tells.
     */
    Optional<String> resumeFrom(Optional<String> since, boolean ended) {
        if (newest.equals(Instant.MIN) || !ordered && !ended) {
            return since;
        }
        Instant from = newest.minus(pull.overlap());
        boolean backwards = since.map(text -> Instant.parse(text).isAfter(from)).orElse(false);
        return backwards ? since : Optional.of(from.toString());
    }

    private static PageUnusable endless(String what) {
        return new PageUnusable(what + ", so the pull was broken off. Ask its owner.");
    }
}
