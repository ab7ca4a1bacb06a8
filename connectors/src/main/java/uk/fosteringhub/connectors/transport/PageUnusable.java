package uk.fosteringhub.connectors.transport;

/** A page that nothing can be made of; the message says what is wrong with it and what to do. */
final class PageUnusable extends Exception {
    private static final long serialVersionUID = 1L;

    PageUnusable(String message) {
        super(message);
    }

    PageUnusable(String message, Throwable cause) {
        super(message, cause);
    }
}
