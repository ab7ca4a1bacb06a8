package uk.fosteringhub.systems;

import com.zaxxer.hikari.HikariDataSource;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.springframework.context.ConfigurableApplicationContext;
import uk.fosteringhub.core.mapping.Mappings;
import uk.fosteringhub.core.runs.FeedResult;
import uk.fosteringhub.core.runs.RunResult;
import uk.fosteringhub.core.runs.TargetResult;
import uk.fosteringhub.core.sync.Progress;
import uk.fosteringhub.mappings.MappingFolder;
import uk.fosteringhub.routes.HubApplication;
import uk.fosteringhub.routes.SyncRequest;
import uk.fosteringhub.routes.SyncRun;
import uk.fosteringhub.routes.settings.ConfigurationReader;
import uk.fosteringhub.routes.settings.HubConfiguration;
import uk.fosteringhub.testing.TestBroker;
import uk.fosteringhub.testing.TestDatabase;
import uk.fosteringhub.testing.TestDatabases;

/** The whole hub, with the project's settings and mappings, on a database and a broker of its own. */
final class OutwardHub implements AutoCloseable {
    private static final Path HOME = Path.of("..").toAbsolutePath().normalize();
    private static final Mappings MAPPINGS = MappingFolder.load(HOME.resolve("mappings"));

    final Map<String, String> settings = new LinkedHashMap<>();
    private final TestDatabase store = TestDatabases.empty();
    private final HikariDataSource database = new HikariDataSource();

    /** @param data for the archive and the embedded broker's journal */
    OutwardHub(Path data) {
        database.setJdbcUrl(store.url());
        settings.put("hub.data", data.toString());
        settings.put("hub.api.port", "0");
        TestBroker.address().ifPresent(address -> settings.put("hub.broker.url", address));
    }

    ConfigurableApplicationContext start(boolean serving) throws Exception {
        HubConfiguration configuration = new ConfigurationReader(HOME, settings).read();
        return HubApplication.start(configuration, MAPPINGS, database, serving);
    }

    RunResult sync() throws Exception {
        try (ConfigurableApplicationContext hub = start(false)) {
            return sync(hub);
        }
    }

    static RunResult sync(ConfigurableApplicationContext hub) throws Exception {
        return hub.getBean(SyncRun.class)
                .lead(new SyncRequest("command", List.of(), false))
                .orElseThrow()
                .carryOut(Progress.SILENT);
    }

    static FeedResult feed(RunResult result, String name) {
        return result.feeds().stream()
                .filter(feed -> feed.feed().equals(name))
                .findFirst()
                .orElseThrow();
    }

    static TargetResult target(RunResult result, String name) {
        return result.out().stream()
                .filter(target -> target.target().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** All rows of a query, each column as text, joined by bars. */
    List<String> query(String sql) {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> found = new ArrayList<>();
            while (rows.next()) {
                List<String> values = new ArrayList<>();
                for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
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
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException failed) {
            throw new IllegalStateException(sql, failed);
        }
    }

    /** Takes away everything that lies in a target's queue of a broker that is not embedded. */
    void emptyQueue(String target) {
        try (ActiveMQConnectionFactory broker = new ActiveMQConnectionFactory(settings.get("hub.broker.url"));
                JMSContext context = broker.createContext();
                JMSConsumer consumer = context.createConsumer(context.createQueue("hub.changes." + target))) {
            while (consumer.receive(2_000) != null) {
                // gone
            }
        }
    }

    @Override
    public void close() {
        database.close();
        store.close();
    }
}
