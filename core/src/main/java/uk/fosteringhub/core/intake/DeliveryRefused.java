package uk.fosteringhub.core.intake;

/** A delivery that cannot be trusted as a whole. Nothing of it is applied. */
public final class DeliveryRefused extends Exception {
    private static final long serialVersionUID = 1L;

    private final String rule;
    private final long line;

    /**
     * @param rule short name for grouping, such as {@code trailer-count}
     * @param line where, or 0 if it is about all of it
     * @param message what is wrong and what to do, in plain words, without values
     */
    public DeliveryRefused(String rule, long line, String message) {
        super(message);
        this.rule = rule;
        this.line = line;
    }

    public String rule() {
        return rule;
    }

    public long line() {
        return line;
    }
}
