package uk.fosteringhub.routes.command;

/** A command cannot do what was asked; the message says why and what to do instead. */
final class CannotDo extends Exception {
    private static final long serialVersionUID = 1L;

    CannotDo(String message) {
        super(message);
    }

    CannotDo(String message, Throwable cause) {
        super(message, cause);
    }
}
