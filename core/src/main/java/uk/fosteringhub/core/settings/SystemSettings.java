package uk.fosteringhub.core.settings;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * One outside system: where it is, how to get in, and its feeds.
 *
 * @param name such as {@code lcs}
 * @param location {@code file:}, {@code sftp:}, {@code ftps:} or {@code https:} address; empty: the system is not in use
 * @param username for SFTP and FTPS
 * @param password for SFTP and FTPS
 * @param privateKey file with the private key for SFTP, instead of a password
 * @param knownHosts file with the SFTP server's host keys; required for SFTP
 * @param trustStore PEM file with the certificate that an FTPS or HTTPS server is trusted by, where it is not a public one
 * @param apiKey bearer key for HTTPS
 * @param signingSecrets what the system signs its pushed messages with: one, or two while one takes the other's place; empty:
 *     it pushes none signed
 * @param out how changes go to it; empty: it gets none
 * @param feeds in the order in which they run
 * @param mllp where its HL7 messages are listened for; empty: nowhere
 */
public record SystemSettings(
        String name,
        Optional<String> location,
        Optional<String> username,
        Optional<String> password,
        Optional<Path> privateKey,
        Optional<Path> knownHosts,
        Optional<Path> trustStore,
        Optional<String> apiKey,
        List<String> signingSecrets,
        Optional<OutgoingSettings> out,
        List<FeedSettings> feeds,
        Optional<MllpSettings> mllp) {
    public SystemSettings {
        signingSecrets = List.copyOf(signingSecrets);
    }

    /** Keeps secrets out of logs. */
    @Override
    public String toString() {
        return "SystemSettings[" + name + " at " + location.orElse("nowhere") + "]";
    }
}
