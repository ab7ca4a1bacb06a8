package uk.fosteringhub.core.settings;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Where a system's HL7 messages are listened for, by MLLP.
 *
 * @param address network interface
 * @param port 0: any free one
 * @param keyStore PKCS #12 file with this listener's key and certificate; empty: no TLS
 * @param keyStorePassword of that file
 * @param trustStore PEM file with the certificates that senders must show, or of the authorities that give them theirs;
 *     empty: whoever reaches the port is heard. Only with a key-store
 */
public record MllpSettings(
        String address,
        int port,
        Optional<Path> keyStore,
        Optional<String> keyStorePassword,
        Optional<Path> trustStore) {

    /** Keeps the password out of logs. */
    @Override
    public String toString() {
        return "MllpSettings[" + address + ":" + port + (keyStore.isPresent() ? " with TLS" : "")
                + (trustStore.isPresent() ? " for known senders]" : "]");
    }
}
