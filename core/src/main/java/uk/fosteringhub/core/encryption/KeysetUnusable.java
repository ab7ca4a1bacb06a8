package uk.fosteringhub.core.encryption;

/**
 * The keys by which the hub encrypts what it keeps cannot be used: missing, broken, or others than before. The message says
 * which, where, and what to do. Nothing works without them, and nothing is lost while they can be put back.
 */
public final class KeysetUnusable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public KeysetUnusable(String message) {
        // without causes: what a parser says may quote the keys
        super(message);
    }
}
