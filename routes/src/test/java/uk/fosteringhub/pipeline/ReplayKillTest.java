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
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.fosteringhub.core.store.EmbeddedDatabase;
import uk.fosteringhub.embedded.postgres.EmbeddedPostgres;
import uk.fosteringhub.routes.api.ServedHub;

/**
 * The plug is pulled during a replay. The serving hub is killed with {@code kill -9} in the midst of a transaction, once for
 * each table that it writes to: the test locks that table, so that the hub stands still there with everything before it
 * written. It is killed besides after the set was confirmed and between its steps. The sender presses again whenever it got
 * no answer. Each record is applied once.
 */
class ReplayKillTest {
    private static final int RECORDS = 1_000;
    /** In the order in which a replay writes to them; the last is the set's own progress. */
    private static final List<String> STANDSTILLS = List.of(
            "hub.delivery",
            "hub.contribution",
            "fostering.person",
            "hub.change",
            "hub.failure",
            "hub.failure_event",
            "hub.replay");
    /** Whether somebody waits for a table; nobody but the replay writes while no run is under way. */
    private static final String WAITS = "select count(*) from pg_locks where not granted and relation = '%s'::regclass";
    /** Killed besides once so many are done. */
    private static final int[] KILLS = {400, 650};

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
            for (String table : STANDSTILLS) {
                long before = store.count("select coalesce(max(applied), 0) from hub.replay");
                Connection standstill = store.lock(table);
                confirm();
                awaitThat(store, WAITS.formatted(table));
                hub.kill();
                standstill.close();
                nothingIsHalfDone(store, table);
                hub = serve();
                confirm();
                awaitThat(store, "select count(*) from hub.replay where applied > " + before);
            }
            for (int kill : KILLS) {
                confirm();
                awaitThat(store, "select count(*) from hub.replay where applied >= " + kill);
                hub.kill();
                nothingIsHalfDone(store, "killed at " + kill);
                hub = serve();
            }
            awaitThat(store, "select count(*) from hub.replay where state = 'finished'");
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

    private static void awaitThat(Watch store, String sql) {
        Awaitility.await()
                .atMost(PATIENCE)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(1))
                .until(() -> store.count(sql) > 0);
    }

    /** Once the database has noticed that nobody is there any more. */
    private static void nothingIsHalfDone(Watch store, String where) throws SQLException {
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> store.count("select count(*) from pg_stat_activity where datname = current_database()"
                                + " and xact_start is not null and pid <> pg_backend_pid()")
                        == 0);
        long applied = store.count("select applied from hub.replay");
        assertThat(store.count("select already from hub.replay")).as(where).isZero();
        assertThat(store.count("select count(*) from hub.replay_item where outcome is not null"))
                .as(where)
                .isEqualTo(applied);
        assertThat(store.count("select count(*) from fostering.person"))
                .as(where)
                .isEqualTo(applied);
        assertThat(store.count("select count(*) from hub.change")).as(where).isEqualTo(applied);
        assertThat(store.count("select count(*) from hub.failure where state = 'resolved'"))
                .as(where)
                .isEqualTo(applied);
        assertThat(store.count("select count(*) from hub.failure_event where action = 'replayed'"))
                .as(where)
                .isEqualTo(applied);
        assertThat(store.count("select coalesce(sum(added), 0) from hub.delivery where state = 'replayed'"))
                .as(where)
                .isEqualTo(applied);
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
                            {"query":"feed:lcs-persons rule:date","token":"one form","rate":25,"reason":"agreed",
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

        /** Whoever writes to the table waits until the connection is closed; reading it goes on. */
        Connection lock(String table) throws SQLException {
            Connection holder = DriverManager.getConnection(server.url());
            holder.setAutoCommit(false);
            try (Statement statement = holder.createStatement()) {
                statement.execute("lock table " + table + " in share mode");
            }
            return holder;
        }

        @Override
        public void close() throws SQLException {
            connection.close();
            server.close();
        }
    }
}
