package uk.fosteringhub.console.reveal;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import uk.fosteringhub.core.reveal.Subject;

/**
 * Whether a page shows the values of what it is about, and what it says about that.
 *
 * @param subjects what it is about: one, or several that are shown side by side
 * @param until until when their values are shown; empty: they are masked
 * @param may whether this person may have them shown
 * @param back address of the page
 */
public record Shown(List<Subject> subjects, Optional<Instant> until, boolean may, String back) {

    public Shown {
        subjects = List.copyOf(subjects);
    }

    public boolean revealed() {
        return until.isPresent();
    }
}
