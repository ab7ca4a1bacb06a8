package uk.fosteringhub.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.fosteringhub.core.store.EmbeddedDatabase;
import uk.fosteringhub.embedded.postgres.EmbeddedPostgres;

/**
 * The plug is pulled during a replay: the serving hub is killed with {@code kill -9} after it was confirmed, in each step of
 * the canary, and beyond. The sender presses again whenever it got no answer. Each record is applied once.
 */
class ReplayKillTest {
    private static final int RECORDS = 1_000;
    /** Killed once so many are done: before the first, after each step of the canary, and in the midst of it. */
    private static final int[] KILLS = {0, 1, 6, 26, 126, 400, 700};

    private static final String KEY = "operator-0123456789abcdef";
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Pattern ADDRESS = Pattern.compile("REST interface: (http://[^/]+)/api");
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    private final HttpClient http = HttpClient.newHttpClient();
    private volatile URI address = URI.create("http://127.0.0.1:1");

    @Test
    void throughAnyKillEachRecordIsAppliedOnce() throws Exception {
        Path inbox = Files.createDirectories(folder.resolve("lcs"));
        Files.writeString(
                inbox.resolve("persons.csv"),
                "DIM_PERSON_ID,FORENAME,SURNAME,GENDER_MAIN_CODE,BIRTH_DTTM\n"
                        + IntStream.range(0, RECORDS)
                                .mapToObj(i -> (100_000 + i) + ",Ada,Name" + i + ",F,31/31/1980\n")
                                .collect(Collectors.joining()));
        HubProcess sync = HubProcess.start(folder, command("sync", "--feed", "lcs-persons"));
        sync.exitCode();

        HubProcess hub = serve();
        try (Watch store = new Watch(new EmbeddedPostgres().start(folder.resolve("data/postgresql")))) {
            assertThat(store.count("select count(*) from hub.failure where state = 'open'"))
                    .as(sync.errors())
                    .isEqualTo(RECORDS);
            Random random = new Random();
            for (int kill : KILLS) {
                confirm();
                int at = kill + (kill > 100 ? random.nextInt(40) : 0);
                Awaitility.await()
                        .atMost(PATIENCE)
                        .pollDelay(Duration.ZERO)
                        .pollInterval(Duration.ofMillis(1))
                        .until(() -> store.count("select applied from hub.replay") >= at);
                hub.kill();
                hub = serve();
            }
            Awaitility.await()
                    .atMost(PATIENCE)
                    .until(() -> store.count("select count(*) from hub.replay where state = 'finished'") == 1);
            assertThat(store.count("select applied from hub.replay")).isEqualTo(RECORDS);
            assertThat(store.count("select count(*) from hub.replay_item where outcome = 'a'"))
                    .isEqualTo(RECORDS);
            assertThat(store.count("select count(*) from fostering.person where version = 1"))
                    .isEqualTo(RECORDS);
            assertThat(store.count("select count(*) from hub.change")).isEqualTo(RECORDS);
            assertThat(store.count("select added from hub.delivery where state = 'replayed'"))
                    .isEqualTo(RECORDS);
            assertThat(store.count(
                            "select changed + unchanged + failed + held from hub.delivery where state = 'replayed'"))
                    .isZero();
            assertThat(store.count("select count(*) from hub.failure where state = 'resolved'"))
                    .isEqualTo(RECORDS);
            assertThat(store.count("select count(*) from hub.failure_event where action = 'replayed'"))
                    .isEqualTo(RECORDS);
        } finally {
            hub.kill();
        }
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
            "hub.systems.lcs.location=file:" + folder.resolve("lcs"),
            "--set",
            "hub.api.credentials.operator.key=" + KEY,
            "--set",
            "hub.api.credentials.operator.scopes=read,operate"
        };
        String[] all = java.util.Arrays.copyOf(command, command.length + settings.length);
        System.arraycopy(settings, 0, all, command.length, settings.length);
        return all;
    }

    /** Pressed again and again, it is one set. */
    private void confirm() throws Exception {
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(address.resolve("/api/replays"))
                        .timeout(Duration.ofSeconds(60))
                        .header("Authorization", "Bearer " + KEY)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString("""
                            {"query":"feed:lcs-persons rule:date","token":"one form","rate":300,"reason":"agreed",
                             "correction":{"mapping":"lcs/persons","column":"BIRTH_DTTM","value":"31/31/1980",
                                           "replacement":"1980-12-31"}}\
                            """))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        JsonNode set = JSON.readTree(answer.body());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        assertThat(set.path("id").asLong()).isEqualTo(1);
        assertThat(set.path("total").asInt()).isEqualTo(RECORDS);
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
                return row.next() ? row.getLong(1) : -1;
            }
        }

        @Override
        public void close() throws SQLException {
            connection.close();
            server.close();
        }
    }
}
