package uk.fosteringhub.core.runs;

import java.util.Optional;

/** The runs of the sync. */
public final class Runs {

    /**
     * Begins a run, or goes on with one that a crash has left unfinished. At most one process leads a run at any time.
     *
     * @param trigger what started it: {@code command}, {@code schedule}, {@code demo}
     * @param dryRun writes nothing; not a run in the books
     * @return empty if another process leads a run right now
     */
    public Optional<Run> lead(String trigger, boolean dryRun) {
        throw new UnsupportedOperationException();
    }
}
