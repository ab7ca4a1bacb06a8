package uk.fosteringhub.core.reveal;

/** Values stay masked; the message says why and what to do. */
public final class NotRevealed extends Exception {
    private static final long serialVersionUID = 1L;

    NotRevealed(String message) {
        super(message);
    }
}
