package uk.fosteringhub.core.alerts;

/** An alert could not be sent now. The message says why, without addresses and passwords. */
public final class NotSent extends Exception {
    private static final long serialVersionUID = 1L;

    public NotSent(String message, Throwable cause) {
        super(message, cause);
    }
}
