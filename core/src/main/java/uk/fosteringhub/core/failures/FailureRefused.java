package uk.fosteringhub.core.failures;

/** What was asked of a failure cannot be done; the message says why and what to do. Nothing was done. */
public final class FailureRefused extends Exception {
    private static final long serialVersionUID = 1L;

    private final Why why;

    /** What the caller has to do about it. */
    public enum Why {
        /** There is none of this number. */
        UNKNOWN,
        /** Somebody or something was faster; look again. */
        MOVED,
        /** It cannot be asked so. */
        WRONG
    }

    public FailureRefused(Why why, String message) {
        super(message, null, false, false);
        this.why = why;
    }

    public Why why() {
        return why;
    }
}
