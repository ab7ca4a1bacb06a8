package uk.fosteringhub.routes.feeds;

/** What was asked for cannot be done as things stand; the message says why and what to do. */
public final class NotNow extends Exception {
    private static final long serialVersionUID = 1L;

    public NotNow(String message) {
        super(message);
    }
}
