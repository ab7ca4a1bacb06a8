package uk.fosteringhub.core.push;

/** More messages come than the hub can write; the sender should try again in a while. Nothing was taken. */
public final class PushDeskFull extends Exception {
    private static final long serialVersionUID = 1L;

    public PushDeskFull() {
        super("More messages come in than can be kept at once. Nothing of this one was taken; send it again later.");
    }
}
