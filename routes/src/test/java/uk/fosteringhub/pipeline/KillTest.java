package uk.fosteringhub.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.fosteringhub.core.store.EmbeddedDatabase;
import uk.fosteringhub.embedded.postgres.EmbeddedPostgres;
import uk.fosteringhub.simulators.files.MadeUpFiles;

/**
 * The plug is pulled: the hub runs in a process of its own and is killed with {@code kill -9} again and again on its way
 * through one night. In the end its store and its books are those of a night that nobody disturbed.
 */
class KillTest {
    private static final List<String> FEEDS = List.of(
            "lcs-workers",
            "lcs-persons",
            "lcs-addresses",
            "lcs-households",
            "lcs-visits",
            "ssda903-header",
            "ssda903-episodes");
    private static final int PERSONS = 1500;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** Where the hub is on its way, seen from outside. */
    private record Moment(String what, String reachedWhen) {}

    /** In the order in which the night reaches them. */
    private static final List<Moment> MOMENTS = List.of(
            new Moment("the run has begun", "select count(*) > 0 from hub.run"),
            new Moment("the first delivery is archived and in the books", "select count(*) > 0 from hub.delivery"),
            new Moment("the first records are stored", "select count(*) > 0 from fostering.worker"),
            new Moment("a delivery is finished, its file perhaps still there", finished("lcs-workers")),
            new Moment("some persons are stored", "select count(*) > 100 from fostering.person"),
            new Moment("half of the persons are stored", "select count(*) > 750 from fostering.person"),
            new Moment("nearly all persons are stored", "select count(*) > 1350 from fostering.person"),
            new Moment("the persons are finished", finished("lcs-persons")),
            new Moment("some addresses are stored", "select count(*) > 300 from fostering.address"),
            new Moment("the addresses are finished", finished("lcs-addresses")),
            new Moment("some households are stored", "select count(*) > 20 from fostering.household"),
            new Moment("some visits are stored", "select count(*) > 1000 from fostering.visit"),
            new Moment("the visits are finished", finished("lcs-visits")),
            new Moment("the children are finished", finished("ssda903-header")),
            new Moment("some placements are stored", "select count(*) > 50 from fostering.placement"),
            new Moment("the placements are finished", finished("ssda903-episodes")));

    @TempDir
    private static Path folder;

    private static JsonNode expectedBooks;
    private static List<String> expectedStore;

    /** What both tests are measured by. */
    @BeforeAll
    static void aNightThatNobodyDisturbs() throws Exception {
        try (Night undisturbed = new Night("undisturbed")) {
            expectedBooks = undisturbed.run();
            try (Watch store = undisturbed.watch()) {
                expectedStore = StoreContent.of(store::query);
            }
        }
    }

    private static String finished(String feed) {
        return "select count(*) > 0 from hub.delivery where feed = '" + feed + "' and state like 'accepted%'";
    }

    @Test
    void aNightKilledAtEveryStageEndsLikeAnUndisturbedOne() throws Exception {
        List<String> killedAt = new ArrayList<>();
        try (Night killed = new Night("killed-at-every-stage");
                Watch store = killed.watch()) {
            for (Moment moment : MOMENTS) {
                HubProcess hub = killed.start();
                if (store.reached(moment.reachedWhen(), hub)) {
                    hub.kill();
                    killedAt.add(moment.what());
                }
                store.awaitQuiet();
                if (store.runFinished()) {
                    break;
                }
            }
            JsonNode books = store.runFinished() ? null : killed.run();

            assertThat(killedAt).as("moments at which the process was killed").hasSizeGreaterThanOrEqualTo(10);
            assertThat(StoreContent.of(store::query)).isEqualTo(expectedStore);
            assertThat(store.query("select count(*) from hub.run")).containsExactly("1");
            if (books != null) {
                assertThat(withoutTimes(books)).isEqualTo(withoutTimes(expectedBooks));
            }
        }
    }

    @Test
    void aNightKilledAtAnyTimeEndsLikeAnUndisturbedOne() throws Exception {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        try (Night killed = new Night("killed-at-any-time");
                Watch store = killed.watch()) {
            long stored = 0;
            for (int i = 0; i < 4 && !(i > 0 && store.runFinished()); i++) {
                HubProcess hub = killed.start();
                int rows = random.nextInt(1, 2000);
                store.reached("select count(*) >= " + (stored + rows) + " from hub.contribution", hub);
                hub.kill();
                store.awaitQuiet();
                stored = Long.parseLong(
                        store.query("select count(*) from hub.contribution").get(0));
            }
            killed.run();

            assertThat(StoreContent.of(store::query)).as("seed " + seed).isEqualTo(expectedStore);
        }
    }

    private static List<JsonNode> withoutTimes(JsonNode result) {
        List<JsonNode> feeds = new ArrayList<>();
        for (JsonNode feed : result.get("feeds")) {
            feeds.add(((ObjectNode) feed.deepCopy()).without(List.of("seconds")));
        }
        return feeds;
    }

    /** One hub with its own data folder and its own inbox, laid out with the same files. */
    private static final class Night implements AutoCloseable {
        private final Path home;
        private final Path inbox;

        Night(String name) throws IOException {
            home = Files.createDirectories(folder.resolve(name));
            inbox = Files.createDirectories(home.resolve("inbox"));
            MadeUpFiles files = new MadeUpFiles();
            for (String feed : FEEDS) {
                Path place = Files.createDirectories(inbox.resolve(feed.substring(0, feed.indexOf('-'))));
                try (OutputStream out = Files.newOutputStream(place.resolve(files.fileName(feed)))) {
                    files.generate(feed, files.rowsFor(feed, PERSONS), 11, 0.02, out);
                }
            }
        }

        HubProcess start() {
            return HubProcess.start(
                    home,
                    "sync",
                    "--json",
                    "--data",
                    home.resolve("data").toString(),
                    "--set",
                    "hub.systems.lcs.location=file:" + inbox.resolve("lcs"),
                    "--set",
                    "hub.systems.ssda903.location=file:" + inbox.resolve("ssda903"),
                    "--set",
                    "hub.sync.chunk=50");
        }

        /** Runs to the end. */
        JsonNode run() throws Exception {
            HubProcess hub = start();
            assertThat(hub.exitCode()).as(() -> errors(hub)).isEqualTo(1);
            return new ObjectMapper().readTree(hub.output());
        }

        private String errors(HubProcess hub) {
            try {
                return hub.output() + hub.errors();
            } catch (IOException failed) {
                return failed.toString();
            }
        }

        Watch watch() throws Exception {
            return new Watch(new EmbeddedPostgres().start(home.resolve("data").resolve("postgresql")));
        }

        @Override
        public void close() throws IOException {
            try (Stream<Path> left = Files.list(inbox.resolve("lcs"))) {
                assertThat(left.filter(Files::isRegularFile))
                        .as("files left in the inbox")
                        .isEmpty();
            }
        }
    }

    /** Looks into a hub's database from outside, whether or not the hub runs. */
    private static final class Watch implements AutoCloseable {
        private final EmbeddedDatabase.Running server;
        private final Connection connection;

        Watch(EmbeddedDatabase.Running server) throws SQLException {
            this.server = server;
            this.connection = DriverManager.getConnection(server.url());
        }

        /** Waits until a condition holds; false if the hub ends before that. */
        boolean reached(String condition, HubProcess hub) {
            return Awaitility.await()
                    .atMost(PATIENCE)
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(5))
                    .until(() -> holds(condition) ? 1 : hub.running() ? 0 : 2, answer -> answer != 0)
                    .equals(1);
        }

        boolean runFinished() {
            return holds("select count(*) > 0 from hub.run where state = 'finished'");
        }

        /** A commit that the killed process had sent may still be under way in the server. */
        void awaitQuiet() {
            Awaitility.await()
                    .atMost(PATIENCE)
                    .until(() -> holds("select count(*) = 0 from pg_stat_activity where backend_type = 'client backend'"
                            + " and state in ('active', 'idle in transaction') and pid <> pg_backend_pid()"));
        }

        private boolean holds(String condition) {
            try {
                return query(condition).get(0).equals("t");
            } catch (IllegalStateException noTablesYet) {
                return false;
            }
        }

        List<String> query(String sql) {
            try (Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery(sql)) {
                int columns = rows.getMetaData().getColumnCount();
                List<String> found = new ArrayList<>();
                while (rows.next()) {
                    StringBuilder row = new StringBuilder();
                    for (int i = 1; i <= columns; i++) {
                        row.append(i > 1 ? "|" : "").append(rows.getString(i));
                    }
                    found.add(row.toString());
                }
                return found;
            } catch (SQLException failed) {
                throw new IllegalStateException(sql, failed);
            }
        }

        @Override
        public void close() throws SQLException {
            connection.close();
            server.close();
        }
    }
}
