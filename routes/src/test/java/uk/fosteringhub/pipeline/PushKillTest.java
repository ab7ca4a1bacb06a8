package uk.fosteringhub.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.fosteringhub.core.store.EmbeddedDatabase;
import uk.fosteringhub.embedded.postgres.EmbeddedPostgres;
import uk.fosteringhub.routes.api.ServedHub;

/**
 * The plug is pulled while systems push: the serving hub is killed with {@code kill -9} again and again. Every record that
 * was answered 202 is stored in the end, and none twice.
 */
class PushKillTest {
    private static final int SENDERS = 6;
    private static final int PUSHES = 1200;
    /** Killed once this many have been accepted. */
    private static final int[] KILLS = {1, 150, 400, 900};

    private static final String KEY = "pusher-0123456789abcdef";
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Pattern ADDRESS = Pattern.compile("REST interface: (http://[^/]+)/api");

    @TempDir
    Path folder;

    private final AtomicInteger accepted = new AtomicInteger();
    private final Queue<String> answers = new ConcurrentLinkedQueue<>();
    private volatile URI address = URI.create("http://127.0.0.1:1");

    @Test
    void ofWhatWasAcceptedNothingIsLostAndNothingIsStoredTwice() throws Exception {
        HubProcess hub = serve();
        ExecutorService senders = Executors.newFixedThreadPool(SENDERS);
        try {
            AtomicInteger next = new AtomicInteger();
            for (int i = 0; i < SENDERS; i++) {
                senders.execute(() -> send(next));
            }
            Random random = new Random();
            for (int kill : KILLS) {
                int at = kill + random.nextInt(40);
                Awaitility.await()
                        .atMost(PATIENCE)
                        .pollDelay(Duration.ZERO)
                        .pollInterval(Duration.ofMillis(1))
                        .until(() -> accepted.get() >= at);
                hub.kill();
                hub = serve();
            }
            senders.shutdown();
            assertThat(senders.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                    .as("all pushes answered")
                    .isTrue();
            assertThat(answers).as("unexpected answers").isEmpty();
            assertThat(accepted.get()).isEqualTo(PUSHES);
            try (Watch store = new Watch(new EmbeddedPostgres().start(folder.resolve("data/postgresql")))) {
                Awaitility.await()
                        .atMost(PATIENCE)
                        .until(() -> store.count("select count(*) from hub.pushed where state = 'r'") == 0);
                assertThat(store.count("select count(*) from hub.pushed where state = 's'"))
                        .isEqualTo(PUSHES);
                assertThat(store.count("select count(*) from fostering.enquiry"))
                        .isEqualTo(PUSHES);
                assertThat(store.count("select count(*) from fostering.enquiry where version > 1"))
                        .isZero();
                assertThat(store.count("select count(*) from hub.change")).isEqualTo(PUSHES);
                assertThat(store.count("select count(distinct entity_id) from hub.pushed"))
                        .isEqualTo(PUSHES);
                assertThat(store.count("select sum(added) from hub.delivery where run_id is null"))
                        .isEqualTo(PUSHES);
                assertThat(store.count("select sum(changed + unchanged + failed + held) from hub.delivery"))
                        .isZero();
            }
        } finally {
            senders.shutdownNow();
            hub.kill();
        }
        closesItsBooks();
    }

    /** A later sync shows all of it in its books. */
    private void closesItsBooks() throws Exception {
        HubProcess sync = HubProcess.start(folder, command("sync", "--json"));
        assertThat(sync.exitCode()).as(sync.errors()).isZero();
        JsonNode books =
                new ObjectMapper().readTree(sync.output()).path("feeds").get(0);
        assertThat(books.path("received").asInt()).isEqualTo(PUSHES);
        assertThat(books.path("new").asInt()).isEqualTo(PUSHES);
    }

    private HubProcess serve() {
        HubProcess hub = HubProcess.start(folder, command("serve"));
        address = Awaitility.await().atMost(PATIENCE).until(() -> told(hub), told -> !told.equals(URI.create("")));
        return hub;
    }

    private static URI told(HubProcess hub) throws IOException {
        Matcher found = ADDRESS.matcher(hub.errors());
        assertThat(hub.running()).as(hub.errors()).isTrue();
        return URI.create(found.find() ? found.group(1) : "");
    }

    private String[] command(String... command) {
        String[] settings = {
            "--data",
            folder.resolve("data").toString(),
            "--set",
            "hub.api.port=0",
            "--set",
            "hub.schedule.sync=" + ServedHub.NEVER_BY_ITSELF,
            "--set",
            "hub.api.credentials.pusher.key=" + KEY,
            "--set",
            "hub.api.credentials.pusher.scopes=push",
            "--set",
            "hub.api.credentials.pusher.system=lafse"
        };
        String[] all = java.util.Arrays.copyOf(command, command.length + settings.length);
        System.arraycopy(settings, 0, all, command.length, settings.length);
        return all;
    }

    /** As a careful sender does: what got no answer is sent again, under the same key, until it has one. */
    private void send(AtomicInteger next) {
        HttpClient http = HttpClient.newHttpClient();
        for (int number = next.getAndIncrement(); number < PUSHES; number = next.getAndIncrement()) {
            int push = number;
            try {
                Awaitility.await()
                        .atMost(PATIENCE)
                        .pollDelay(Duration.ZERO)
                        .pollInterval(Duration.ofMillis(50))
                        .until(() -> answered(http, push));
            } catch (RuntimeException failed) {
                answers.add("push " + push + ": " + failed);
                return;
            }
        }
    }

    private boolean answered(HttpClient http, int push) throws InterruptedException {
        try {
            HttpResponse<String> answer = http.send(
                    HttpRequest.newBuilder(address.resolve("/api/enquiries"))
                            .timeout(Duration.ofSeconds(20))
                            .header("Authorization", "Bearer " + KEY)
                            .header("Content-Type", "application/json")
                            .header("Idempotency-Key", "push-" + push)
                            .POST(HttpRequest.BodyPublishers.ofString("{\"referralId\":\"R-" + push
                                    + "\",\"modifiedAt\":\"2026-11-20T10:00:00Z\",\"council\":\"Westshire\"}"))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() == 202) {
                accepted.incrementAndGet();
                return true;
            }
            if (answer.statusCode() != 503) {
                answers.add(answer.statusCode() + " " + answer.body());
            }
            return false;
        } catch (IOException killed) {
            return false;
        }
    }

    /** Looks into the hub's database from outside. */
    private static final class Watch implements AutoCloseable {
        private final EmbeddedDatabase.Running server;
        private final Connection connection;

        Watch(EmbeddedDatabase.Running server) throws SQLException {
            this.server = server;
            this.connection = DriverManager.getConnection(server.url());
        }

        long count(String sql) throws SQLException {
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery(sql)) {
                row.next();
                return row.getLong(1);
            }
        }

        @Override
        public void close() throws SQLException {
            connection.close();
            server.close();
        }
    }
}
