package uk.fosteringhub.routes.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.fosteringhub.routes.settings.Credential;
import uk.fosteringhub.routes.settings.Scope;

/** How programs get in: by keys, by signatures, by tokens; and how forged, stale and repeated calls do not. */
@Tag("servers")
class MachineAccessTest {
    private static final String SECRET = "a secret shared with the website";
    private static final String NEXT_SECRET = "the secret that takes its place";
    private static final String SIGNING = "signing-0123456789abcdef";
    private static final String ROTATING = "rotating-0123456789abcdef";
    private static final String OLD = "old-key-0123456789abcdef";
    private static final String NEXT = "next-key-0123456789abcdef";
    private static final String AUDIENCE = "fostering-hub";

    @TempDir
    private static Path temp;

    private static ServedHub hub;
    private static HttpServer provider;
    private static RSAKey key;
    private static String issuer;

    @BeforeAll
    static void serve() throws Exception {
        key = new RSAKeyGenerator(2048).keyID("k1").generate();
        provider = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        issuer = "http://127.0.0.1:" + provider.getAddress().getPort();
        answer(
                "/.well-known/openid-configuration",
                "{\"issuer\":\"" + issuer + "\",\"jwks_uri\":\"" + issuer + "/keys\"}");
        answer("/keys", new JWKSet(key.toPublicJWK()).toString());
        provider.start();
        Map<String, String> settings = new HashMap<>(Map.of(
                "hub.api.credentials.signing.key",
                SIGNING,
                "hub.api.credentials.signing.scopes",
                "push",
                "hub.api.credentials.signing.system",
                "website",
                "hub.api.credentials.signing.signing-secret",
                SECRET,
                "hub.api.credentials.changing.key-sha256",
                Credential.hash(OLD).toUpperCase(java.util.Locale.ROOT),
                "hub.api.credentials.changing.next-key",
                NEXT,
                "hub.api.credentials.changing.scopes",
                "read",
                "hub.api.jwt.issuer",
                issuer,
                "hub.api.jwt.audience",
                AUDIENCE,
                "hub.api.jwt.systems",
                "phone"));
        settings.putAll(Map.of(
                "hub.api.credentials.rotating.key",
                ROTATING,
                "hub.api.credentials.rotating.scopes",
                "push",
                "hub.api.credentials.rotating.system",
                "website",
                "hub.api.credentials.rotating.signing-secret",
                SECRET,
                "hub.api.credentials.rotating.next-signing-secret",
                NEXT_SECRET));
        hub = ServedHub.start(temp.resolve("data"), settings);
    }

    private static void answer(String path, String json) {
        provider.createContext(path, exchange -> {
            byte[] body = json.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            try (var out = exchange.getResponseBody()) {
                out.write(body);
            }
        });
    }

    @AfterAll
    static void stop() {
        hub.close();
        provider.stop(0);
    }

    private static String enquiry(String id) {
        return "{\"enquiry_id\":\"" + id + "\",\"enquired_at\":\"2026-11-20T10:00:00Z\",\"last_name\":\"Grey\"}";
    }

    private record Signed(String timestamp, String signature, String body) {
        static Signed of(String secret, Instant at, String body) throws Exception {
            String timestamp = String.valueOf(at.getEpochSecond());
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            byte[] hmac = mac.doFinal((timestamp + "." + body).getBytes(StandardCharsets.UTF_8));
            return new Signed(timestamp, "v1=" + HexFormat.of().formatHex(hmac), body);
        }
    }

    private static HttpResponse<String> push(String idempotencyKey, Signed call) throws Exception {
        return push(SIGNING, idempotencyKey, call);
    }

    private static HttpResponse<String> push(String key, String idempotencyKey, Signed call) throws Exception {
        return hub.send(hub.request("/api/enquiries")
                .header("Authorization", "Bearer " + key)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", idempotencyKey)
                .header("X-Timestamp", call.timestamp())
                .header("X-Signature", call.signature())
                .POST(BodyPublishers.ofString(call.body())));
    }

    @Test
    void whereACredentialHasASecretAPushIsTakenOnlyIfItIsSignedFreshAndNew() throws Exception {
        Instant signed = Instant.now();
        Signed call = Signed.of(SECRET, signed, enquiry("S-1"));
        assertThat(hub.push("/api/enquiries", SIGNING, "k-1", call.body()).statusCode())
                .as("not signed")
                .isEqualTo(401);
        assertThat(push("k-1", Signed.of("guessed secret", Instant.now(), enquiry("S-1")))
                        .statusCode())
                .as("forged")
                .isEqualTo(401);
        assertThat(push("k-1", new Signed(call.timestamp(), call.signature(), enquiry("S-2")))
                        .statusCode())
                .as("another body")
                .isEqualTo(401);
        assertThat(push("k-1", Signed.of(SECRET, Instant.now().minusSeconds(3600), enquiry("S-1")))
                        .statusCode())
                .as("stale")
                .isEqualTo(401);
        assertThat(hub.query("select count(*) from hub.pushed where credential = 'signing'"))
                .containsExactly("0");

        HttpResponse<String> taken = push("k-1", call);
        assertThat(taken.statusCode()).as(taken.body()).isEqualTo(202);
        assertThat(push("k-1", call).statusCode()).as("repeated").isEqualTo(409);
        assertThat(push("k-other", call).statusCode())
                .as("repeated under another key")
                .isEqualTo(409);

        HttpResponse<String> again = push("k-1", Signed.of(SECRET, signed.minusSeconds(2), enquiry("S-1")));
        assertThat(again.statusCode())
                .as("sent again by the sender, signed anew")
                .isEqualTo(202);
        assertThat(again.body()).isEqualTo(taken.body());
        assertThat(hub.query("select count(*) from hub.pushed where credential = 'signing'"))
                .containsExactly("1");
        assertThat(hub.query("select count(*) from hub.push_signature where credential = 'signing'"))
                .containsExactly("2");
    }

    @Test
    void whileACallerChangesItsSecretPushesSignedWithEitherAreTaken() throws Exception {
        for (String secret : List.of(SECRET, NEXT_SECRET)) {
            String id = secret.equals(SECRET) ? "R-1" : "R-2";
            HttpResponse<String> taken = push(ROTATING, id, Signed.of(secret, Instant.now(), enquiry(id)));
            assertThat(taken.statusCode()).as(id + " " + taken.body()).isEqualTo(202);
        }
        assertThat(push(ROTATING, "R-3", Signed.of("guessed secret", Instant.now(), enquiry("R-3")))
                        .statusCode())
                .as("forged")
                .isEqualTo(401);
        assertThat(push("S-9", Signed.of(NEXT_SECRET, Instant.now(), enquiry("S-9")))
                        .statusCode())
                .as("another credential's")
                .isEqualTo(401);
    }

    @Test
    void whatCouldNotBeTakenMayComeAgainWithItsSignature() throws Exception {
        Signed broken = Signed.of(SECRET, Instant.now(), "{\"nonsense\":1}");
        assertThat(push("k-3", broken).statusCode()).isEqualTo(422);
        assertThat(push("k-3", broken).statusCode()).isEqualTo(422);
    }

    @Test
    void twoKeysOpenAtOnceWhileACallerChangesItsKey() throws Exception {
        for (String one : List.of(OLD, NEXT)) {
            assertThat(hub.get("/api/feeds", one).statusCode()).isEqualTo(200);
        }
        for (String wrong : List.of(Credential.hash(OLD), OLD + "x", "")) {
            assertThat(hub.get("/api/feeds", wrong).statusCode()).isEqualTo(401);
        }
    }

    /** Every call with every single scope: let in or not, as the table of doors says. */
    @Test
    void everyCallAsksForItsScope() throws Exception {
        JsonNode paths = ServedHub.json(hub.get("/api/openapi.json", NEXT)).path("paths");
        assertThat(paths).hasSizeGreaterThan(5);
        for (Scope scope : Scope.values()) {
            String role = scope == Scope.PUSH ? "push:phone" : scope.word();
            String token = token(claims(role).build(), key);
            for (Map.Entry<String, JsonNode> path : paths.properties()) {
                if (path.getKey().equals(Doors.SIGNED)) {
                    continue;
                }
                for (Map.Entry<String, JsonNode> operation : path.getValue().properties()) {
                    String method = operation.getKey().toUpperCase(java.util.Locale.ROOT);
                    String address = path.getKey().replaceAll("\\{[a-z]+}", "999999");
                    HttpResponse<String> answer = hub.send(hub.request(address)
                            .header("Authorization", "Bearer " + token)
                            .header("Content-Type", "application/json")
                            .method(method, BodyPublishers.ofString("[]")));
                    boolean may = Doors.scopes(method, address).orElseThrow().contains(scope);
                    assertThat(answer.statusCode() != 403 || answer.body().contains("No such feed"))
                            .as(scope + " " + method + " " + address + " " + answer.statusCode())
                            .isEqualTo(may);
                }
            }
        }
    }

    private static JWTClaimsSet.Builder claims(String... roles) {
        return new JWTClaimsSet.Builder()
                .issuer(issuer)
                .audience(AUDIENCE)
                .subject("0a1b2c")
                .claim("azp", "power-bi")
                .claim("roles", List.of(roles))
                .issueTime(new Date())
                .expirationTime(Date.from(Instant.now().plusSeconds(600)));
    }

    private static String token(JWTClaimsSet claims, RSAKey by) throws JOSEException {
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(by.getKeyID()).build(), claims);
        token.sign(new RSASSASigner(by));
        return token.serialize();
    }

    @Test
    void aTokenOpensWhatItsRolesName() throws Exception {
        String reader = token(claims("read", "something-else").build(), key);
        assertThat(hub.get("/api/feeds", reader).statusCode()).isEqualTo(200);
        HttpResponse<String> refused = hub.send(hub.request("/api/runs")
                .header("Authorization", "Bearer " + reader)
                .POST(BodyPublishers.noBody()));
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(ServedHub.json(refused).path("detail").asText()).contains("token:power-bi");
        assertThat(hub.get("/api/feeds", token(claims().build(), key)).statusCode())
                .isEqualTo(403);

        String pusher = token(claims("push:phone").build(), key);
        HttpResponse<String> pushed = hub.push("/api/enquiries", pusher, "t-1", """
                {"enquiry_id":"T-1","enquired_at":"2026-11-20T10:00:00Z"}""");
        assertThat(pushed.statusCode()).as(pushed.body()).isEqualTo(202);
        assertThat(hub.push("/api/enquiries", token(claims("push:lcs").build(), key), "t-2", "{}")
                        .statusCode())
                .as("no system that is pushed with tokens")
                .isEqualTo(403);
    }

    @Test
    void aTokenThatIsForgedOrForOthersOrHasRunOutOpensNothing() throws Exception {
        RSAKey another = new RSAKeyGenerator(2048).keyID("k1").generate();
        String good = token(claims("read").build(), key);
        Map<String, String> wrong = new HashMap<>();
        wrong.put("signed by another key", token(claims("read").build(), another));
        wrong.put(
                "for another audience", token(claims("read").audience("others").build(), key));
        wrong.put(
                "of another issuer",
                token(claims("read").issuer("https://elsewhere.example.org").build(), key));
        wrong.put(
                "run out",
                token(
                        claims("read")
                                .expirationTime(Date.from(Instant.now().minusSeconds(300)))
                                .build(),
                        key));
        wrong.put("for ever", token(claims("read").expirationTime(null).build(), key));
        wrong.put(
                "not yet",
                token(
                        claims("read")
                                .notBeforeTime(Date.from(Instant.now().plusSeconds(300)))
                                .build(),
                        key));
        wrong.put("not signed", new PlainJWT(claims("read").build()).serialize());
        wrong.put("changed", good.substring(0, good.length() - 6) + "AAAAAA");
        wrong.put("nonsense", "a.b.c");
        wrong.forEach((why, token) -> {
            try {
                HttpResponse<String> answer = hub.get("/api/feeds", token);
                assertThat(answer.statusCode()).as(why).isEqualTo(401);
                JsonNode problem = ServedHub.json(answer);
                assertThat(problem.path("title").asText()).isEqualTo("No right key");
            } catch (Exception failed) {
                throw new IllegalStateException(why, failed);
            }
        });
        assertThat(hub.get("/api/feeds", good).statusCode()).isEqualTo(200);
    }
}
