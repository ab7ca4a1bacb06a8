package uk.fosteringhub.systems;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.springframework.context.ConfigurableApplicationContext;
import uk.fosteringhub.core.mapping.Mappings;
import uk.fosteringhub.core.runs.FeedResult;
import uk.fosteringhub.core.runs.RunResult;
import uk.fosteringhub.core.runs.TargetResult;
import uk.fosteringhub.core.store.Database;
import uk.fosteringhub.core.sync.Progress;
import uk.fosteringhub.mappings.MappingFolder;
import uk.fosteringhub.routes.HubApplication;
import uk.fosteringhub.routes.HubDatabase;
import uk.fosteringhub.routes.SyncRequest;
import uk.fosteringhub.routes.SyncRun;
import uk.fosteringhub.routes.api.ServedHub;
import uk.fosteringhub.routes.settings.ConfigurationReader;
import uk.fosteringhub.routes.settings.HubConfiguration;
import uk.fosteringhub.testing.TestBroker;
import uk.fosteringhub.testing.TestDatabase;
import uk.fosteringhub.testing.TestDatabases;
import uk.fosteringhub.testing.TestKeys;

/** The whole hub, with the project's settings and mappings, on a database and a broker of its own, for whole journeys. */
final class JourneyHub implements AutoCloseable {
    private static final Path HOME = Path.of("..").toAbsolutePath().normalize();
    private static final Mappings MAPPINGS = MappingFolder.load(HOME.resolve("mappings"));

    /** To be filled before a start. */
    final Map<String, String> settings = new LinkedHashMap<>();

    private final TestDatabase store = TestDatabases.copyOf("migrated", JourneyHub::migrate);
    private final Path data;
    private Mappings mappings = MAPPINGS;
    private Optional<HubDatabase> database = Optional.empty();

    /** @param data for the archive and the embedded broker's journal */
    JourneyHub(Path data) {
        this.data = data;
        settings.put("hub.database.url", store.url());
        settings.put("hub.encryption.keyset", TestKeys.keyset());
        settings.put("hub.data", data.toString());
        settings.put("hub.api.port", "0");
        // Tests write their files before they sync.
        settings.put("hub.sync.quiet", "0s");
        settings.put("hub.schedule.sync", ServedHub.NEVER_BY_ITSELF);
        TestBroker.address().ifPresent(address -> settings.put("hub.broker.url", address));
    }

    private static void migrate(String url) {
        try (HikariDataSource migrating = new HikariDataSource()) {
            migrating.setJdbcUrl(url);
            new Database(migrating).migrate();
        }
    }

    /** Changes a mapping file as a council would, for this hub alone. */
    void changeMapping(String file, String from, String to) throws IOException {
        Path copy = data.resolveSibling("mappings");
        Path original = HOME.resolve("mappings");
        try (Stream<Path> all = Files.walk(original)) {
            for (Path one : all.filter(Files::isRegularFile)
                    .filter(path -> path.toString().matches(".*[.](yml|csv)"))
                    .toList()) {
                Path there = copy.resolve(original.relativize(one));
                Files.createDirectories(there.getParent());
                Files.copy(one, there);
            }
        }
        String written = Files.readString(copy.resolve(file));
        assertThat(written).contains(from);
        Files.writeString(copy.resolve(file), written.replace(from, to));
        mappings = MappingFolder.load(copy);
    }

    /** A hub as one process would be, to be closed by the caller. */
    ConfigurableApplicationContext start(boolean serving) throws Exception {
        HubConfiguration configuration = new ConfigurationReader(HOME, settings).read();
        if (database.isEmpty()) {
            database = Optional.of(HubDatabase.open(configuration.hub()));
        }
        return HubApplication.start(configuration, mappings, database.get().dataSource(), serving);
    }

    /** Work with a hub that runs. */
    @FunctionalInterface
    interface Use<T> {
        T of(ConfigurableApplicationContext hub) throws Exception;
    }

    <T> T serving(Use<T> use) throws Exception {
        try (ConfigurableApplicationContext hub = start(true)) {
            return use.of(hub);
        }
    }

    RunResult sync(String... feeds) throws Exception {
        try (ConfigurableApplicationContext hub = start(false)) {
            return sync(hub, feeds);
        }
    }

    static RunResult sync(ConfigurableApplicationContext hub, String... feeds) throws Exception {
        return hub.getBean(SyncRun.class)
                .lead(new SyncRequest("command", List.of(feeds), false))
                .orElseThrow()
                .carryOut(Progress.SILENT);
    }

    /** How a feed went. */
    static FeedResult feed(RunResult result, String name) {
        return result.feeds().stream()
                .filter(feed -> feed.feed().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** How it went towards a target. */
    static TargetResult target(RunResult result, String name) {
        return result.out().stream()
                .filter(target -> target.target().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** All rows of a query, each column as text, joined by bars. */
    List<String> query(String sql) {
        return store.query(sql);
    }

    void execute(String sql) {
        store.execute(sql);
    }

    /** Nobody can use the database until it is {@link #storeBack()}. */
    void storeAway() {
        store.goAway();
    }

    void storeBack() {
        store.back();
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
        database.ifPresent(HubDatabase::close);
        store.close();
    }
}
