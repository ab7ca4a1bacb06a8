package uk.fosteringhub.simulators.lafse;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The regional recruitment service passes referrals on as they come: {@code POST <hub>/api/lafse/referrals} with one
 * referral, as it stands in a page, signed with the secret it shares with the hub. It can also do what a forger, a slow
 * network or somebody who recorded a call would.
 */
public final class ReferralPush {
    private final URI hub;
    private final String secret;
    private final HttpClient http = HttpClient.newHttpClient();

    /**
     * A call that was or will be made.
     *
     * @param timestamp seconds since 1970
     */
    public record Call(String timestamp, String signature, byte[] body) {}

    /** @param hub such as {@code http://localhost:8080} */
    public ReferralPush(URI hub, String secret) {
        this.hub = hub;
        this.secret = secret;
    }

    /** Signed now and sent. */
    public HttpResponse<String> push(Referral referral) throws IOException, InterruptedException {
        return send(signed(referral, Instant.now()));
    }

    public Call signed(Referral referral, Instant at) {
        return signed(ReferralJson.one(referral), at);
    }

    /** @param body a referral in JSON, or something else */
    public Call signed(byte[] body, Instant at) {
        String timestamp = Long.toString(at.getEpochSecond());
        return new Call(timestamp, "v1=" + hmac(timestamp, body), body);
    }

    /** Sends a call as it is: again, late, or with parts that do not belong together. */
    public HttpResponse<String> send(Call call) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(hub.resolve("/api/lafse/referrals"))
                .header("Content-Type", "application/json")
                .header("X-Timestamp", call.timestamp())
                .header("X-Signature", call.signature())
                .POST(HttpRequest.BodyPublishers.ofByteArray(call.body()))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private String hmac(String timestamp, byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            mac.update((timestamp + ".").getBytes(StandardCharsets.US_ASCII));
            return HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HmacSHA256", e);
        }
    }
}
