package uk.fosteringhub.core.identity.decide;

/** A decision that cannot be taken; nothing happened. The message says why and what to do. */
public final class DecisionRefused extends Exception {
    private static final long serialVersionUID = 1L;

    /** Why. */
    public enum Why {
        /** There is none that the person may see. */
        NONE,
        /** Somebody else was faster, or the record has changed. */
        OUTDATED,
        /** The words are missing or too long. */
        WRONG,
        /** It contradicts what people decided. */
        CONTRADICTS
    }

    private final Why why;

    DecisionRefused(Why why, String message) {
        super(message);
        this.why = why;
    }

    public Why why() {
        return why;
    }
}
