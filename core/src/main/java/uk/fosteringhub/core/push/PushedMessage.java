package uk.fosteringhub.core.push;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * A message that a system pushed and that was found fit to be taken.
 *
 * @param feed name of the feed it came on
 * @param credential who sent it; its keys are its own
 * @param idempotencyKey by which the sender knows the message, 1 to 255 visible ASCII characters
 * @param sha256 of the body's bytes, in hexadecimal
 * @param body a JSON object
 * @param signature of the call that brought it: the same one again is somebody's recording
 */
public record PushedMessage(
        String feed, String credential, String idempotencyKey, String sha256, String body, Optional<String> signature) {

    public static PushedMessage of(String feed, String credential, String idempotencyKey, String body) {
        return new PushedMessage(feed, credential, idempotencyKey, sha256(body), body, Optional.empty());
    }

    public PushedMessage signed(Optional<String> by) {
        return new PushedMessage(feed, credential, idempotencyKey, sha256, body, by);
    }

    private static String sha256(String body) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(body.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }

    /** Keeps personal data out of logs. */
    @Override
    public String toString() {
        return "PushedMessage[" + feed + " by " + credential + "]";
    }
}
