package uk.fosteringhub.benchmarks.sync;

/** What one night brings, in the order in which it is measured. */
enum Step {
    FIRST("First load"),
    /** Only for the hub: the others cannot tell it from {@link #SAME_ROWS}. */
    SAME_BYTES("Same file, byte for byte"),
    /** The first data row has moved to the end, so that only a comparison row by row can find that nothing is new. */
    SAME_ROWS("Same rows again"),
    CHANGED("1% of rows changed");

    private final String words;

    Step(String words) {
        this.words = words;
    }

    @Override
    public String toString() {
        return words;
    }
}
