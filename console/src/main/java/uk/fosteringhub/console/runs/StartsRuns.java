package uk.fosteringhub.console.runs;

import java.util.List;
import java.util.Optional;

/** Starts runs on behalf of people. */
public interface StartsRuns {
    /**
     * @param feeds names; empty: all that are in use
     * @param dryRun says what would happen, and writes nothing
     * @return the run's number, 0 for a dry run; empty if another run is led right now
     * @throws IllegalArgumentException with a sentence, if a feed is unknown or nothing asked for is in use
     */
    Optional<Long> start(List<String> feeds, boolean dryRun);
}
