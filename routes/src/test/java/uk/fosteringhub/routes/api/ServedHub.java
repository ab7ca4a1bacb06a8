package uk.fosteringhub.routes.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.apache.camel.CamelContext;
import org.awaitility.Awaitility;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import uk.fosteringhub.mappings.MappingFolder;
import uk.fosteringhub.routes.HubApplication;
import uk.fosteringhub.routes.HubDatabase;
import uk.fosteringhub.routes.settings.ConfigurationReader;
import uk.fosteringhub.routes.settings.HubConfiguration;
import uk.fosteringhub.testing.TestDatabase;
import uk.fosteringhub.testing.TestDatabases;
import uk.fosteringhub.testing.TestKeys;

/** A hub that serves, on a real database, for tests that call it as other systems do. */
public final class ServedHub implements AutoCloseable {
    /** Keys of credentials that are always there. */
    public static final String READER = "reader-0123456789abcdef";

    public static final String RUNNER = "runner-0123456789abcdef";
    public static final String ALL_SEEING = "all-seeing-0123456789abcdef";

    /** For {@code hub.schedule.sync}: tests start their runs themselves, at whatever hour they are carried out. */
    public static final String NEVER_BY_ITSELF = "0 0 12 29 2 ?";

    private static final Path HOME = Path.of("..").toAbsolutePath().normalize();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final TestDatabase store;
    private final HubDatabase database;
    private final ConfigurableApplicationContext hub;

    private ServedHub(TestDatabase store, HubDatabase database, ConfigurableApplicationContext hub) {
        this.store = store;
        this.database = database;
        this.hub = hub;
    }

    /** @param more settings beside those of the project */
    public static ServedHub start(Path data, Map<String, String> more) throws Exception {
        TestDatabase store = TestDatabases.empty();
        Map<String, String> settings = new HashMap<>(Map.of(
                "hub.database.url",
                store.url(),
                "hub.data",
                data.toString(),
                "hub.api.port",
                "0",
                "hub.api.credentials.reader.key",
                READER,
                "hub.api.credentials.reader.scopes",
                "read",
                "hub.api.credentials.runner.key",
                RUNNER,
                "hub.api.credentials.runner.scopes",
                "run",
                "hub.api.credentials.all-seeing.key",
                ALL_SEEING,
                "hub.api.credentials.all-seeing.scopes",
                "read,restricted"));
        settings.put("hub.encryption.keyset", TestKeys.keyset());
        // Tests write their files before they sync.
        settings.put("hub.sync.quiet", "0s");
        settings.put("hub.schedule.sync", NEVER_BY_ITSELF);
        settings.putAll(more);
        HubConfiguration configuration = new ConfigurationReader(HOME, settings).read();
        HubDatabase database = HubDatabase.open(configuration.hub());
        return new ServedHub(
                store,
                database,
                HubApplication.start(
                        configuration, MappingFolder.load(HOME.resolve("mappings")), database.dataSource(), true));
    }

    public URI address() {
        return URI.create("http://127.0.0.1:"
                + ((ServletWebServerApplicationContext) hub).getWebServer().getPort());
    }

    public HttpResponse<String> get(String path, String key) throws IOException, InterruptedException {
        return send(request(path).header("Authorization", "Bearer " + key));
    }

    public JsonNode read(String path) throws IOException, InterruptedException {
        return JSON.readTree(get(path, READER).body());
    }

    public HttpResponse<String> push(String path, String key, String idempotencyKey, String body)
            throws IOException, InterruptedException {
        return send(request(path)
                .header("Authorization", "Bearer " + key)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", idempotencyKey)
                .POST(BodyPublishers.ofString(body)));
    }

    public HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(address().resolve(path));
    }

    public HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    public static JsonNode json(HttpResponse<String> answer) throws IOException {
        return JSON.readTree(answer.body());
    }

    /** Waits until a pushed record is no longer only received, and gives what there is to know of it. */
    public JsonNode settled(HttpResponse<String> accepted) {
        String location = accepted.headers().firstValue("Location").orElseThrow();
        return Awaitility.await().atMost(PATIENCE).until(() -> read(location), pushed -> !pushed.path("state")
                .asText()
                .equals("received"));
    }

    /** Starts a run of some feeds, as soon as the one before has given back the lead, and waits until it is finished. */
    public JsonNode run(String feeds) {
        HttpResponse<String> started = Awaitility.await()
                .atMost(PATIENCE)
                .until(
                        () -> send(request("/api/runs")
                                .header("Authorization", "Bearer " + RUNNER)
                                .header("Content-Type", "application/json")
                                .POST(BodyPublishers.ofString("{\"feeds\":[" + feeds + "]}"))),
                        answer -> answer.statusCode() != 409);
        String location = started.headers().firstValue("Location").orElseThrow();
        return Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> read(location), run -> run.path("state").asText().equals("finished"));
    }

    /** A part of the running hub. */
    public <T> T bean(String name, Class<T> type) {
        return hub.getBean(name, type);
    }

    /** From now on nothing happens every minute: what goes on its way does so because of what somebody does. */
    public void stopTimers() throws Exception {
        CamelContext camel = hub.getBean(CamelContext.class);
        for (String timer : List.of("publish-timer", "identity-timer")) {
            camel.getRouteController().stopRoute(timer);
        }
    }

    public DataSource dataSource() {
        return database.dataSource();
    }

    public Connection connect() throws SQLException {
        return database.dataSource().getConnection();
    }

    /** All rows of a query, each column as text, joined by bars. */
    public List<String> query(String sql) {
        return store.query(sql);
    }

    public void execute(String sql) {
        store.execute(sql);
    }

    @Override
    public void close() {
        hub.close();
        database.close();
        store.close();
    }
}
