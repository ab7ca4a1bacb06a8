package uk.fosteringhub.systems;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.context.ConfigurableApplicationContext;
import uk.fosteringhub.core.mapping.Mappings;
import uk.fosteringhub.core.runs.FeedResult;
import uk.fosteringhub.core.runs.RunResult;
import uk.fosteringhub.core.store.Database;
import uk.fosteringhub.core.sync.Progress;
import uk.fosteringhub.mappings.MappingFolder;
import uk.fosteringhub.routes.HubApplication;
import uk.fosteringhub.routes.HubDatabase;
import uk.fosteringhub.routes.SyncRequest;
import uk.fosteringhub.routes.SyncRun;
import uk.fosteringhub.routes.settings.ConfigurationReader;
import uk.fosteringhub.routes.settings.HubConfiguration;
import uk.fosteringhub.simulators.files.MadeUpFiles;
import uk.fosteringhub.testing.TestBroker;
import uk.fosteringhub.testing.TestDatabase;
import uk.fosteringhub.testing.TestDatabases;
import uk.fosteringhub.testing.TestKeys;

/**
 * The whole way of a file: a started hub with the project's own settings and mappings, a drop folder for each of some
 * systems, and a real database of its own to look into.
 */
final class InboxJourney implements AutoCloseable {
    private static final Path HOME = Path.of("..").toAbsolutePath().normalize();
    private static final Mappings MAPPINGS = MappingFolder.load(HOME.resolve("mappings"));
    private static final MadeUpFiles FILES = new MadeUpFiles();
    private static final long SEED = 11;

    private final Path inboxes;
    private final TestDatabase store;
    private final HikariDataSource looking = new HikariDataSource();
    private final HubDatabase database;
    private final ConfigurableApplicationContext hub;
    private RunResult last;

    InboxJourney(Path temp, String... systems) throws Exception {
        inboxes = temp.resolve("inbox");
        store = TestDatabases.copyOf("migrated", InboxJourney::migrate);
        looking.setJdbcUrl(store.url());
        looking.setMaximumPoolSize(2);
        Map<String, String> settings = new HashMap<>();
        settings.put("hub.database.url", store.url());
        settings.put("hub.encryption.keyset", TestKeys.keyset());
        settings.put("hub.data", temp.resolve("data").toString());
        TestBroker.address().ifPresent(address -> settings.put("hub.broker.url", address));
        for (String system : systems) {
            settings.put("hub.systems." + system + ".location", "file:" + inbox(system));
        }
        HubConfiguration configuration = new ConfigurationReader(HOME, settings).read();
        database = HubDatabase.open(configuration.hub());
        hub = HubApplication.start(configuration, MAPPINGS, database.dataSource(), false);
    }

    private static void migrate(String url) {
        try (HikariDataSource migrating = new HikariDataSource()) {
            migrating.setJdbcUrl(url);
            new Database(migrating).migrate();
        }
    }

    private Path inbox(String system) throws IOException {
        return Files.createDirectories(inboxes.resolve(system));
    }

    void drop(String system, String file, String content) throws IOException {
        Files.writeString(inbox(system).resolve(file), content);
    }

    /** A clean made-up file, with as many rows as go with so many persons. */
    void dropMadeUp(String feed, long persons) throws IOException {
        Path folder = inbox(feed.substring(0, feed.indexOf('-')));
        try (OutputStream out = Files.newOutputStream(folder.resolve(FILES.fileName(feed)))) {
            FILES.generate(feed, FILES.rowsFor(feed, persons), SEED, 0, out);
        }
    }

    void dropMadeUpWithoutTheLastRow(String feed, long persons) throws IOException {
        dropMadeUp(feed, persons);
        Path file = inbox(feed.substring(0, feed.indexOf('-'))).resolve(FILES.fileName(feed));
        List<String> lines = Files.readAllLines(file);
        Files.write(file, lines.subList(0, lines.size() - 1));
    }

    /** A run of all feeds of the systems. */
    RunResult sync() throws Exception {
        last = hub.getBean(SyncRun.class)
                .lead(new SyncRequest("command", List.of(), false))
                .orElseThrow()
                .carryOut(Progress.SILENT);
        return last;
    }

    /** How a feed went in the last run. */
    FeedResult feed(String name) {
        return last.feeds().stream()
                .filter(feed -> feed.feed().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** All rows of a query, each column as text, joined by bars. */
    List<String> query(String sql) {
        try (Connection connection = looking.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            ResultSetMetaData columns = rows.getMetaData();
            List<String> found = new ArrayList<>();
            while (rows.next()) {
                List<String> values = new ArrayList<>();
                for (int i = 1; i <= columns.getColumnCount(); i++) {
                    values.add(String.valueOf(rows.getString(i)));
                }
                found.add(String.join("|", values));
            }
            return found;
        } catch (SQLException failed) {
            throw new IllegalStateException(sql, failed);
        }
    }

    /** Keys of records that others refer to but that no system has told of. */
    List<String> stillExpected() {
        return query("select s.keyspace, s.record_type, c.key from hub.contribution c"
                + " join hub.source s on s.id = c.source_id where c.state = 'x' order by 1, 2, 3");
    }

    @Override
    public void close() {
        hub.close();
        database.close();
        looking.close();
        store.close();
    }
}
