package uk.fosteringhub.connectors.dbs;

/** The service turned the question away unread, and would turn away the next ones too until somebody does something. */
final class TurnedAway extends Exception {
    private static final long serialVersionUID = 1L;

    /** @param message what it did and what to do, to go behind its name */
    TurnedAway(String message) {
        super(message);
    }

    TurnedAway(String message, Throwable cause) {
        super(message, cause);
    }
}
