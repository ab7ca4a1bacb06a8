package uk.fosteringhub.core.encryption;

/** Something kept encrypted cannot be decrypted. The message says why and what to do, without what was encrypted. */
public final class SealBroken extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public SealBroken(String message) {
        super(message);
    }
}
