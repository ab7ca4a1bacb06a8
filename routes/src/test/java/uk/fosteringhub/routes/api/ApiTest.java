package uk.fosteringhub.routes.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import uk.fosteringhub.mappings.MappingFolder;
import uk.fosteringhub.routes.HubApplication;
import uk.fosteringhub.routes.HubDatabase;
import uk.fosteringhub.routes.settings.ConfigurationReader;
import uk.fosteringhub.routes.settings.HubConfiguration;
import uk.fosteringhub.simulators.files.MadeUpFiles;
import uk.fosteringhub.testing.TestDatabase;
import uk.fosteringhub.testing.TestDatabases;
import uk.fosteringhub.testing.TestKeys;

@Tag("servers")
class ApiTest {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Path HOME = Path.of("..").toAbsolutePath().normalize();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @TempDir
    private static Path temp;

    private static TestDatabase store;
    private static HubDatabase database;
    private static ConfigurableApplicationContext hub;

    @BeforeAll
    static void serve() throws Exception {
        store = TestDatabases.empty();
        HubConfiguration configuration = new ConfigurationReader(
                        HOME,
                        Map.of(
                                "hub.database.url",
                                store.url(),
                                "hub.encryption.keyset",
                                TestKeys.keyset(),
                                "hub.data",
                                temp.resolve("data").toString(),
                                "hub.systems.lcs.location",
                                "file:" + temp,
                                "hub.api.port",
                                "0",
                                "hub.sync.quiet",
                                "0s",
                                "hub.schedule.sync",
                                ServedHub.NEVER_BY_ITSELF,
                                "hub.api.key",
                                "right"))
                .read();
        database = HubDatabase.open(configuration.hub());
        hub = HubApplication.start(
                configuration, MappingFolder.load(HOME.resolve("mappings")), database.dataSource(), true);
    }

    @AfterAll
    static void stop() {
        hub.close();
        database.close();
        store.close();
    }

    @Test
    void nobodyGetsInWithoutTheKey() throws Exception {
        HttpResponse<String> answer = send(request("/api/feeds").header("Authorization", "Bearer wrong"));
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("Content-Type")).get().asString().startsWith("application/problem+json");
    }

    @Test
    void theFeedsAreListed() throws Exception {
        HttpResponse<String> answer = get("/api/feeds");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(new ObjectMapper().readTree(answer.body()).path("feeds").findValuesAsText("feed"))
                .doesNotHaveDuplicates()
                .contains("lcs-persons", "ssda903-header", "lafse-enquiries");
    }

    @Test
    void aRunIsStartedAndCanBeAskedAfter() throws Exception {
        Files.createDirectories(temp);
        MadeUpFiles files = new MadeUpFiles();
        try (var out = Files.newOutputStream(temp.resolve(files.fileName("lcs-workers")))) {
            files.generate("lcs-workers", 9, 3, 0, out);
        }
        HttpResponse<String> started = send(
                authorised("/api/runs").POST(HttpRequest.BodyPublishers.ofString("{\"feeds\":[\"lcs-workers\"]}")));
        assertThat(started.statusCode()).isEqualTo(202);
        String run = started.headers().firstValue("Location").orElseThrow();
        Awaitility.await().atMost(PATIENCE).untilAsserted(() -> assertThat(get(run).body())
                .contains("\"new\" : 9"));
        Awaitility.await().atMost(PATIENCE).untilAsserted(() -> assertThat(get(run).body())
                .contains("\"verdict\" : \"green\""));
    }

    @Test
    void anUnknownFeedIsAWrongRequest() throws Exception {
        HttpResponse<String> answer =
                send(authorised("/api/runs").POST(HttpRequest.BodyPublishers.ofString("{\"feeds\":[\"nonsense\"]}")));
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("There is no feed 'nonsense'", "\"field\" : \"feeds\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "application/xml",
                "application/x-www-form-urlencoded",
                "multipart/form-data; boundary=x",
                "application/json; charset=nonsense",
                "nonsense"
            })
    void aBodyOfAnotherKindThanJsonIsAnsweredWithWhatToSend(String kind) throws Exception {
        HttpResponse<String> answer = send(authorised("/api/runs")
                .header("Content-Type", kind)
                .POST(HttpRequest.BodyPublishers.ofString("{\"feeds\":[\"nonsense\"]}")));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(415);
        assertThat(answer.headers().firstValue("Content-Type")).get().asString().startsWith("application/problem+json");
        assertThat(answer.body()).contains("Content-Type: application/json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json", "application/json; charset=utf-8", "application/vnd.example+json"})
    void aJsonBodyIsReadWhateverItsKindIsCalled(String kind) throws Exception {
        HttpResponse<String> answer = send(authorised("/api/runs")
                .header("Content-Type", kind)
                .POST(HttpRequest.BodyPublishers.ofString("{\"feeds\":[\"nonsense\"]}")));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(answer.body()).contains("There is no feed 'nonsense'");
    }

    @Test
    void aRunThatIsNotThereIsNotFound() throws Exception {
        assertThat(get("/api/runs/4711").statusCode()).isEqualTo(404);
        assertThat(get("/api/runs/x").statusCode()).isEqualTo(404);
    }

    @Test
    void theInterfaceDescribesItself() throws Exception {
        assertThat(new ObjectMapper()
                        .readTree(get("/api/openapi.json").body())
                        .path("paths")
                        .fieldNames())
                .toIterable()
                .contains(
                        "/api/checks",
                        "/api/enquiries",
                        "/api/enquiries/{id}",
                        "/api/failures",
                        "/api/failures/{id}",
                        "/api/feeds",
                        "/api/feeds/{name}/pause",
                        "/api/feeds/{name}/resume",
                        "/api/feeds/{name}/run",
                        "/api/feeds/{name}/test",
                        "/api/incidents",
                        "/api/incidents/{id}/acknowledge",
                        "/api/incidents/{id}/close",
                        "/api/lafse/referrals",
                        "/api/pushed/{id}",
                        "/api/runs",
                        "/api/runs/{id}",
                        "/api/touchpoints");
    }

    @Test
    void healthIsToldToAnyone() throws Exception {
        assertThat(send(request("/actuator/health")).body()).contains("UP");
    }

    private static HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(authorised(path));
    }

    private static HttpRequest.Builder authorised(String path) {
        return request(path).header("Authorization", "Bearer right");
    }

    private static HttpRequest.Builder request(String path) {
        int port = ((ServletWebServerApplicationContext) hub).getWebServer().getPort();
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
