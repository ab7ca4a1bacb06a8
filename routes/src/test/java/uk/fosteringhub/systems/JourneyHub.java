package uk.fosteringhub.systems;

import com.zaxxer.hikari.HikariDataSource;
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
import uk.fosteringhub.core.sync.Progress;
import uk.fosteringhub.mappings.MappingFolder;
import uk.fosteringhub.routes.HubApplication;
import uk.fosteringhub.routes.HubDatabase;
import uk.fosteringhub.routes.SyncRequest;
import uk.fosteringhub.routes.SyncRun;
import uk.fosteringhub.routes.settings.ConfigurationReader;
import uk.fosteringhub.routes.settings.HubConfiguration;
import uk.fosteringhub.testing.TestBroker;
import uk.fosteringhub.testing.TestDatabase;
import uk.fosteringhub.testing.TestDatabases;
import uk.fosteringhub.testing.TestKeys;

/** A hub with the project's own settings and mappings on a real database of its own, for whole journeys. */
final class JourneyHub implements AutoCloseable {
    private static final Path HOME = Path.of("..").toAbsolutePath().normalize();
    private static final Mappings MAPPINGS = MappingFolder.load(HOME.resolve("mappings"));

    final Map<String, String> settings = new HashMap<>();
    private final TestDatabase store = TestDatabases.empty();
    private final HikariDataSource looking = new HikariDataSource();

    JourneyHub(Path data) {
        settings.put("hub.database.url", store.url());
        settings.put("hub.encryption.keyset", TestKeys.keyset());
        settings.put("hub.data", data.toString());
        TestBroker.address().ifPresent(address -> settings.put("hub.broker.url", address));
        looking.setJdbcUrl(store.url());
        looking.setMaximumPoolSize(2);
    }

    /** A hub that has been started, as one process would be. */
    <T> T started(Use<T> use) throws Exception {
        HubConfiguration configuration = new ConfigurationReader(HOME, settings).read();
        try (HubDatabase database = HubDatabase.open(configuration.hub());
                ConfigurableApplicationContext hub =
                        HubApplication.start(configuration, MAPPINGS, database.dataSource(), false)) {
            return use.of(hub);
        }
    }

    /** One that also serves. */
    <T> T serving(Use<T> use) throws Exception {
        settings.put("hub.api.port", "0");
        HubConfiguration configuration = new ConfigurationReader(HOME, settings).read();
        try (HubDatabase database = HubDatabase.open(configuration.hub());
                ConfigurableApplicationContext hub =
                        HubApplication.start(configuration, MAPPINGS, database.dataSource(), true)) {
            return use.of(hub);
        }
    }

    @FunctionalInterface
    interface Use<T> {
        T of(ConfigurableApplicationContext hub) throws Exception;
    }

    RunResult sync(String... feeds) throws Exception {
        return started(hub -> sync(hub, feeds));
    }

    static RunResult sync(ConfigurableApplicationContext hub, String... feeds) throws Exception {
        return hub.getBean(SyncRun.class)
                .lead(new SyncRequest("command", List.of(feeds), false))
                .orElseThrow()
                .carryOut(Progress.SILENT);
    }

    static FeedResult feed(RunResult result, String name) {
        return result.feeds().stream()
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

    void execute(String sql) {
        try (Connection connection = looking.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException failed) {
            throw new IllegalStateException(sql, failed);
        }
    }

    @Override
    public void close() {
        looking.close();
        store.close();
    }
}
