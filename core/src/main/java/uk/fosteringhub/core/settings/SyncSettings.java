package uk.fosteringhub.core.settings;

/**
 * How the pipeline works.
 *
 * @param chunk records per transaction
 * @param writers how many transactions are under way at once
 * @param maxAssembledRows most rows accepted in a delivery whose rows are assembled, since these are held in memory
 */
public record SyncSettings(int chunk, int writers, int maxAssembledRows) {

    public static final SyncSettings DEFAULT = new SyncSettings(10_000, 2, 200_000);
}
