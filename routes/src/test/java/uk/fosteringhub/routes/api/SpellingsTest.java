package uk.fosteringhub.routes.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.camel.CamelContext;
import org.apache.camel.component.platform.http.HttpEndpointModel;
import org.apache.camel.component.platform.http.PlatformHttpComponent;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import uk.fosteringhub.routes.settings.Scope;

/** However an address is spelled, and by whatever method it is asked, nobody gets further than the table of doors says. */
@Tag("servers")
class SpellingsTest {
    private static final String OPERATOR = "operator-0123456789abcdef";
    private static final String SECRET = "a secret that the platform and the hub share";

    @TempDir
    private static Path temp;

    private static ServedHub hub;

    @BeforeAll
    static void serve() throws Exception {
        hub = ServedHub.start(
                temp.resolve("data"),
                Map.of(
                        "hub.api.credentials.operator.key",
                        OPERATOR,
                        "hub.api.credentials.operator.scopes",
                        "push,read,run,operate,metrics,restricted",
                        "hub.api.credentials.operator.system",
                        "website",
                        "hub.systems.lafse.signing-secret",
                        SECRET));
    }

    @AfterAll
    static void stop() {
        hub.close();
    }

    private record Answer(int status, String whole) {}

    /** As it is written here: clients settle paths and keep some headers to themselves. */
    private static Answer send(String method, String target, String key, String... headers) throws IOException {
        StringBuilder request = new StringBuilder(method + " " + target + " HTTP/1.1\r\nHost: hub\r\n");
        if (!key.isEmpty()) {
            request.append("Authorization: Bearer ").append(key).append("\r\n");
        }
        Arrays.stream(headers).forEach(header -> request.append(header).append("\r\n"));
        request.append("Content-Length: 0\r\nConnection: close\r\n\r\n");
        URI address = hub.address();
        try (Socket socket = new Socket(address.getHost(), address.getPort())) {
            socket.getOutputStream().write(request.toString().getBytes(StandardCharsets.ISO_8859_1));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Answer(Integer.parseInt(answer.split(" ")[1]), answer);
        }
    }

    private static List<String> runs() {
        return hub.query("select count(*) from hub.run");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/run%73",
                "/api/%72uns",
                "/ap%69/runs",
                "/%61pi/runs",
                "/api/runs;x=1",
                "/api;x=1/runs",
                "/;x/api/runs",
                "/api//runs",
                "//api/runs",
                "/api/./runs",
                "/api/%2e/runs",
                "/api/feeds/../runs",
                "/api/feeds/%2E%2e/runs",
                "/runs/../api/runs",
                "/runs/..;/api/runs",
                "/api/runs/",
                "/api/runs/.",
                "/api/runs/%2e",
                "http://hub/api/run%73",
                "/api/failure%73/1/edit",
                "/api/failures;/1/edit",
                "/api/replay%73",
                "/api/identit%79/split/person/1",
                "/api/feed%73/lcs-persons/run",
                "/api/enquirie%73",
                "/api/differences/1/../2/accept",
            })
    void anAddressThatIsNotWrittenPlainlyIsRefused(String target) throws Exception {
        for (String key : List.of(ServedHub.READER, OPERATOR, "")) {
            Answer answer = send("POST", target, key);
            assertThat(answer.status()).as(answer.whole()).isEqualTo(400);
            assertThat(answer.whole()).contains("Address not plain", Problem.MEDIA_TYPE);
        }
        assertThat(runs()).containsExactly("0");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/run%2573",
                "/api/feeds%2F..%2Fruns",
                "/api%2Fruns",
                "/api/feeds/..%5Cruns",
                "/api\\runs",
                "/API/runs",
                "/api/Runs",
                "/api/RUNS",
                "/api/runs%00",
                "/api/runs%0a",
                "/api/runs%20",
                "/api/r%c3%bcns",
                "/api/run%C5%BF",
                "/api/runs.json",
                "/api/runs?method=POST",
            })
    void noOtherSpellingStartsARunEither(String target) throws Exception {
        assertThat(send("POST", target, ServedHub.READER).status()).isIn(302, 400, 403, 404, 405);
        assertThat(runs()).containsExactly("0");
    }

    @Test
    void aHeaderOrAParameterDoesNotChangeTheMethod() throws Exception {
        for (String header :
                List.of("X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override", "CamelHttpMethod")) {
            Answer looked = send("GET", "/api/runs", ServedHub.READER, header + ": POST");
            assertThat(looked.status()).as(header).isEqualTo(200);
            assertThat(looked.whole()).as(header).contains("\"runs\"");
            assertThat(send("POST", "/api/runs", ServedHub.READER, header + ": GET")
                            .status())
                    .as(header)
                    .isEqualTo(403);
        }
        assertThat(send("GET", "/api/runs?_method=POST", ServedHub.READER).status())
                .isEqualTo(200);
        assertThat(runs()).containsExactly("0");
    }

    @Test
    void aMethodThatNoLineNamesIsNobodys() throws Exception {
        for (String method : List.of("PUT", "DELETE", "PATCH", "OPTIONS", "PROPFIND", "post")) {
            for (String target : List.of("/api/runs", "/api/feeds", "/api/lafse/referrals", "/api/openapi.json")) {
                Answer answer = send(method, target, OPERATOR);
                assertThat(answer.status()).as(method + " " + target).isEqualTo(405);
                assertThat(answer.whole()).contains("\r\nAllow: GET, HEAD", "Wrong method");
            }
        }
        assertThat(send("PUT", "/api/runs", OPERATOR).whole()).contains("\r\nAllow: GET, HEAD, POST\r\n");
        assertThat(send("POST", "/api/nothing-there", OPERATOR).whole()).contains("\r\nAllow: GET, HEAD\r\n");
        assertThat(send("POST", Doors.METRICS, OPERATOR).status()).isEqualTo(405);
    }

    @Test
    void whoMayLookMayAskForTheHeadersAlone() throws Exception {
        assertThat(send("HEAD", "/api/runs", ServedHub.RUNNER).status()).isEqualTo(200);
        assertThat(send("HEAD", "/api/feeds", ServedHub.RUNNER).status()).isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/actuator/prometheus",
                "/actuator/prometheus/",
                "/actuator/%70rometheus",
                "/actuato%72/prometheus",
                "/actuator/prometheus;x",
                "/actuator;x/prometheus",
                "/actuator//prometheus",
                "/actuator/./prometheus",
                "/actuator/health/../prometheus",
                "/actuator/health/%2e%2e/prometheus",
                "/actuator/Prometheus",
                "/actuator/prometheus.txt",
                "/api/../actuator/prometheus",
            })
    void nobodyReadsTheMetricsWithoutAKey(String target) throws Exception {
        assertThat(send("GET", target, "").status()).isIn(302, 400, 401, 404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/lafse/referral%73",
                "/api/lafse/referrals;x",
                "/api/lafse//referrals",
                "/api/lafse/x/../referrals",
                "/api/lafse/referrals/",
            })
    void theSignedAddressHasOneSpelling(String target) throws Exception {
        assertThat(send("POST", target, "").status()).isEqualTo(400);
        assertThat(send("POST", Doors.SIGNED, "", "Content-Type: application/json")
                        .whole())
                .contains("Not signed, or not fresh");
        assertThat(send("GET", Doors.SIGNED, "").whole()).contains("No right key");
    }

    /** Of all that listens, whether it is described to programs or not. */
    @Test
    void everyRouteHasALineOfItsOwnForEachOfItsMethods() {
        CamelContext camel = hub.bean("camelContext", CamelContext.class);
        Set<HttpEndpointModel> routes =
                camel.getComponent("platform-http", PlatformHttpComponent.class).getHttpEndpoints();
        assertThat(routes).hasSizeGreaterThan(40);
        for (HttpEndpointModel route : routes) {
            String path = route.getUri().replaceAll("\\{[a-zA-Z]+}", "1");
            assertThat(route.getVerbs()).as(path + " takes certain methods").isNotBlank();
            assertThat(Doors.plain(path)).as(path).isTrue();
            for (String method : route.getVerbs().split(",")) {
                if (!Doors.signed(method, path)) {
                    Optional<Set<Scope>> scopes = Doors.scopes(method, path);
                    assertThat(scopes).as(method + " " + path).isPresent();
                    if (!method.equals("GET")) {
                        assertThat(scopes.get())
                                .as(method + " " + path + " does something")
                                .hasSize(1)
                                .doesNotContain(Scope.READ);
                    }
                }
            }
        }
    }
}
