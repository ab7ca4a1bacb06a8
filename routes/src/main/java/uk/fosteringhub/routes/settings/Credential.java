package uk.fosteringhub.routes.settings;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Who may use the REST interface.
 *
 * @param name as in the settings; shown in logs
 * @param keyHashes SHA-256, in lower-case hexadecimal, of what the caller sends as {@code Authorization: Bearer KEY}: one
 *     key, or two while one takes the other's place
 * @param system whose records it pushes; empty: it pushes none
 * @param signingSecrets shared with the caller, who signs every push with it: one, or two while one takes the other's place;
 *     empty: pushes need no signature
 */
public record Credential(
        String name, Set<String> keyHashes, Set<Scope> scopes, Optional<String> system, List<String> signingSecrets) {
    public Credential {
        keyHashes = Set.copyOf(keyHashes);
        scopes = Set.copyOf(scopes);
        signingSecrets = List.copyOf(signingSecrets);
    }

    /** What a key is compared by, so that the hub need not hold the key. */
    public static String hash(String key) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(key.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }

    /** Whether it pushes the records of a system. */
    boolean pushesFor(String name) {
        return scopes.contains(Scope.PUSH) && system.filter(name::equals).isPresent();
    }

    /** Keeps the keys out of logs. */
    @Override
    public String toString() {
        return "Credential[" + name + "]";
    }
}
