package uk.fosteringhub.core.sync;

/** Hears how far a delivery has come. Called often and by several threads: it must be quick and thread-safe. */
public interface Progress {
    Progress SILENT = (feed, step, done, total) -> {};

    /**
     * @param step {@code comparing}, {@code applying} or {@code ending}
     * @param done rows
     * @param total rows, or 0 if unknown
     */
    void at(String feed, String step, long done, long total);
}
