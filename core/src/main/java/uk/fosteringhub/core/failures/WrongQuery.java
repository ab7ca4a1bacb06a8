package uk.fosteringhub.core.failures;

/** A query that cannot be understood; the message says what is wrong and how it is written. */
public final class WrongQuery extends Exception {
    private static final long serialVersionUID = 1L;

    WrongQuery(String message) {
        super(message, null, false, false);
    }
}
