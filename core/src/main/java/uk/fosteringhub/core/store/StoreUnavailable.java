package uk.fosteringhub.core.store;

/** The database or a disk of the hub cannot be used just now. What was under way has not happened; try again later. */
public final class StoreUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StoreUnavailable(String message, Throwable cause) {
        super(message, cause);
    }
}
