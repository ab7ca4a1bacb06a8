package uk.fosteringhub.console.reveal;

import java.time.Instant;
import java.util.Optional;

/**
 * Whether a page shows a subject's values, and what it says about that.
 *
 * @param subject word and number, such as {@code person} and 1001
 * @param until until when they are shown; empty: they are masked
 * @param may whether this person may have them shown
 * @param back address of the page
 */
public record Shown(String subject, long id, Optional<Instant> until, boolean may, String back) {

    public boolean revealed() {
        return until.isPresent();
    }
}
