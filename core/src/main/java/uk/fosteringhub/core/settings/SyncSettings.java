package uk.fosteringhub.core.settings;

/**
 * How the pipeline works.
 *
 * @param chunk records per transaction
 * @param writers how many transactions are under way at once
 * @param maxAssembledRows most rows accepted in a delivery whose rows are assembled, since these are held in memory
 * @param maxRows most rows accepted in any delivery
 */
public record SyncSettings(int chunk, int writers, int maxAssembledRows, int maxRows) {
    private static final int MOST_ROWS = 20_000_000;

    public static final SyncSettings DEFAULT = new SyncSettings(10_000, 2, 200_000);

    /** With as many rows in a delivery as are accepted by default. */
    public SyncSettings(int chunk, int writers, int maxAssembledRows) {
        this(chunk, writers, maxAssembledRows, MOST_ROWS);
    }
}
