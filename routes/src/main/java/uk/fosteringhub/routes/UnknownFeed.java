package uk.fosteringhub.routes;

/** Somebody asked for a feed that is not there; the message names those that are. */
public final class UnknownFeed extends Exception {
    private static final long serialVersionUID = 1L;

    public UnknownFeed(String message) {
        super(message);
    }
}
