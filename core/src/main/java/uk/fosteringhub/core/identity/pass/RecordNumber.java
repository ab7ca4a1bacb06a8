package uk.fosteringhub.core.identity.pass;

/**
 * The numbers of {@code hub.identity_record}: the order of coming, and in the last 16 bits the source. Most of those who have
 * an enquirer's name are other enquirers by the same way, who are never compared: they are told by their numbers, and not
 * read.
 */
final class RecordNumber {
    private static final int SOURCE_BITS = 16;

    private RecordNumber() {}

    /**
     * @param drawn from the sequence
     * @param source a {@code smallint} that is not negative
     */
    static long of(long drawn, int source) {
        return drawn << SOURCE_BITS | source;
    }

    static int source(long number) {
        return (int) number & (1 << SOURCE_BITS) - 1;
    }
}
