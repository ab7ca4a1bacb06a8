package uk.fosteringhub.testing;

import uk.fosteringhub.core.encryption.Encryption;

/** Encryption keys for tests with a database of their own, the same in the whole JVM. */
public final class TestKeys {
    private static final String KEYSET = Encryption.newKeys();

    private TestKeys() {}

    /** For the setting {@code hub.encryption.keyset}. */
    public static String keyset() {
        return KEYSET;
    }
}
