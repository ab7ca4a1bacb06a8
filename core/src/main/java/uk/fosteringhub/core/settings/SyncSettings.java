package uk.fosteringhub.core.settings;

import java.time.Duration;

/**
 * How the pipeline works.
 *
 * @param chunk records per transaction
 * @param writers how many transactions are under way at once
 * @param maxAssembledRows most rows accepted in a delivery whose rows are assembled, since these are held in memory
 * @param maxRows most rows accepted in any delivery
 * @param quiet how long a file in a drop folder must stay as it is before it counts as written; zero if systems rename
 *     their files once they are whole
 */
public record SyncSettings(int chunk, int writers, int maxAssembledRows, int maxRows, Duration quiet) {
    private static final int MOST_ROWS = 20_000_000;
    private static final Duration QUIET = Duration.ofSeconds(2);
    private static final int QUIET_PERIODS = 5;

    public static final SyncSettings DEFAULT = new SyncSettings(10_000, 2, 200_000);

    /** With as many rows in a delivery as are accepted by default. */
    public SyncSettings(int chunk, int writers, int maxAssembledRows) {
        this(chunk, writers, maxAssembledRows, MOST_ROWS, QUIET);
    }

    /** How long a file that keeps changing is waited for; then it is left for the next run. */
    public Duration patience() {
        return quiet.multipliedBy(QUIET_PERIODS);
    }
}
