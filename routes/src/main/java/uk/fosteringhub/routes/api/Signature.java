package uk.fosteringhub.routes.api;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The signature of a webhook call: {@code X-Timestamp} holds the seconds since 1970, {@code X-Signature} holds
 * {@code v1=} and the HMAC-SHA256, in hexadecimal, of time stamp, full stop and body under the shared secret.
 */
final class Signature {
    static final String TIMESTAMP = "X-Timestamp";
    static final String SIGNATURE = "X-Signature";

    /** Told to whoever's signature does not hold, whatever the reason. */
    static final Problem REFUSAL = new Problem(
            401,
            "Not signed, or not fresh",
            "Sign the bytes of the body as they are sent, with the present time and the shared secret.");

    private static final String ALGORITHM = "HmacSHA256";
    private static final String VERSION = "v1=";

    private final List<byte[]> secrets;
    private final Duration oldest;
    private final Clock clock;

    /**
     * @param secrets any of these: two while one takes the other's place
     * @param oldest how old a call may be, and how far ahead the sender's clock
     */
    Signature(List<String> secrets, Duration oldest, Clock clock) {
        this.secrets = secrets.stream()
                .map(secret -> secret.getBytes(StandardCharsets.UTF_8))
                .toList();
        this.oldest = oldest;
        this.clock = clock;
    }

    /**
     * Whether the call is the sender's and fresh. Without a word why not: whoever forges calls learns nothing, and a sender
     * has the same things to check in either case.
     */
    boolean holds(Optional<String> timestamp, Optional<String> signature, byte[] body) {
        if (timestamp.isEmpty() || signature.isEmpty() || !timestamp.get().matches("[0-9]{1,12}")) {
            return false;
        }
        byte[] sent = signature.get().getBytes(StandardCharsets.UTF_8);
        boolean same = false;
        for (byte[] secret : secrets) {
            String right = VERSION + HexFormat.of().formatHex(hmac(secret, timestamp.get(), body));
            // All of them, so that the time does not tell which secret it was.
            same |= MessageDigest.isEqual(right.getBytes(StandardCharsets.US_ASCII), sent);
        }
        Duration age = Duration.between(Instant.ofEpochSecond(Long.parseLong(timestamp.get())), clock.instant());
        return same && age.abs().compareTo(oldest) <= 0;
    }

    private static byte[] hmac(byte[] secret, String timestamp, byte[] body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret, ALGORITHM));
            mac.update((timestamp + ".").getBytes(StandardCharsets.US_ASCII));
            return mac.doFinal(body);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, impossible);
        }
    }
}
