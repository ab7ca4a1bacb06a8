package uk.fosteringhub.core.push;

/** A pushed body that is no JSON object; the message says where it goes wrong, without values. */
public final class NotAnObject extends Exception {
    private static final long serialVersionUID = 1L;

    public NotAnObject(String message) {
        super(message);
    }
}
