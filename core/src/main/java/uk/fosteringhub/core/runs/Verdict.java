package uk.fosteringhub.core.runs;

/** How a night went, in one word. */
public enum Verdict {
    /** Everything expected arrived and balances. */
    GREEN(0),
    /** Balanced, with failures, held records or late feeds. */
    AMBER(1),
    /** Unbalanced, missing, refused, or a feed stopped. */
    RED(2);

    private final int exitCode;

    Verdict(int exitCode) {
        this.exitCode = exitCode;
    }

    public int exitCode() {
        return exitCode;
    }

    public Verdict worseOf(Verdict other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
