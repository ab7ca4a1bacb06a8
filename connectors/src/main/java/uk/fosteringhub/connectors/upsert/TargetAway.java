package uk.fosteringhub.connectors.upsert;

/** The target cannot take anything just now, or must be set up first; the message says why, and what to do. */
final class TargetAway extends Exception {
    private static final long serialVersionUID = 1L;

    TargetAway(String message) {
        super(message);
    }

    TargetAway(String message, Throwable cause) {
        super(message, cause);
    }
}
