package uk.fosteringhub.systems;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;
import uk.fosteringhub.core.mapping.Mappings;
import uk.fosteringhub.core.runs.Books;
import uk.fosteringhub.core.runs.FeedResult;
import uk.fosteringhub.core.runs.RunResult;
import uk.fosteringhub.core.runs.Verdict;
import uk.fosteringhub.core.store.Database;
import uk.fosteringhub.core.sync.Progress;
import uk.fosteringhub.mappings.MappingFolder;
import uk.fosteringhub.routes.HubApplication;
import uk.fosteringhub.routes.SyncRequest;
import uk.fosteringhub.routes.SyncRun;
import uk.fosteringhub.routes.settings.ConfigurationReader;
import uk.fosteringhub.routes.settings.HubConfiguration;
import uk.fosteringhub.simulators.files.MadeUpFiles;
import uk.fosteringhub.simulators.files.Mistake;
import uk.fosteringhub.simulators.files.Version;
import uk.fosteringhub.testing.TestDatabase;
import uk.fosteringhub.testing.TestDatabases;
import uk.fosteringhub.testing.TestKeys;

/** From the files of an office to the fostering data store, with real parts and the settings that come with the hub. */
@Tag("servers")
abstract class OfficeJourney {
    private static final Path HOME = Path.of("..").toAbsolutePath().normalize();
    private static final Mappings MAPPINGS = MappingFolder.load(HOME.resolve("mappings"));
    private static final MadeUpFiles FILES = new MadeUpFiles();
    private static final long ROWS = 40;
    private static final long SEED = 11;
    private static final Map<Long, Mistake> PLANTED =
            Map.of(3L, Mistake.IMPOSSIBLE_DATE, 17L, Mistake.RAGGED_ROW, 25L, Mistake.UNKNOWN_CODE);
    private static final int REFUSED = 2;

    @TempDir
    private Path temp;

    private final String system;
    private TestDatabase store;
    private HikariDataSource dataSource;
    private ConfigurableApplicationContext hub;

    OfficeJourney(String system, String... others) {
        this.system = system;
        systems.add(system);
        systems.addAll(List.of(others));
    }

    private final List<String> systems = new ArrayList<>();

    @BeforeEach
    void start() throws Exception {
        store = TestDatabases.copyOf("migrated", url -> {
            try (HikariDataSource migrating = on(url)) {
                new Database(migrating).migrate();
            }
        });
        dataSource = on(store.url());
        Map<String, String> settings = new HashMap<>();
        settings.put("hub.database.url", store.url());
        settings.put("hub.encryption.keyset", TestKeys.keyset());
        settings.put("hub.data", temp.resolve("data").toString());
        for (String one : systems) {
            settings.put("hub.systems." + one + ".location", "file:" + Files.createDirectories(temp.resolve(one)));
        }
        HubConfiguration configuration = new ConfigurationReader(HOME, settings).read();
        hub = HubApplication.start(configuration, MAPPINGS, dataSource, false);
    }

    @AfterEach
    void stop() {
        hub.close();
        dataSource.close();
        store.close();
    }

    @Test
    void badRecordsFailAloneTheSameFilesAgainChangeNothingAndCorrectionsSettleThem() throws Exception {
        List<String> feeds = FILES.feeds().stream()
                .filter(feed -> feed.startsWith(system + "-"))
                .toList();
        for (String feed : feeds) {
            generate(feed, PLANTED);
        }
        RunResult first = sync(feeds);
        for (String feed : feeds) {
            Books books = books(first, feed);
            assertThat(List.of(books.received(), books.added(), books.failed()))
                    .as(feed)
                    .containsExactly(ROWS, ROWS - REFUSED, (long) REFUSED);
        }
        assertThat(first.verdict()).isEqualTo(Verdict.AMBER);
        assertThat(query("select count(*) from hub.failure where state = 'open'"))
                .containsExactly(Integer.toString(REFUSED * feeds.size()));
        assertThat(query("select distinct value from hub.unmapped_code")).containsExactly("QQ9");

        for (String feed : feeds) {
            generate(feed, PLANTED);
        }
        RunResult again = sync(feeds);
        for (String feed : feeds) {
            assertThat(books(again, feed).added() + books(again, feed).changed())
                    .as(feed)
                    .isZero();
        }

        for (String feed : feeds) {
            generate(feed, Map.of());
        }
        RunResult corrected = sync(feeds);
        assertThat(corrected.verdict()).as("%s", corrected).isEqualTo(Verdict.GREEN);
        for (String feed : feeds) {
            Books books = books(corrected, feed);
            assertThat(List.of(books.added(), books.changed(), books.failed()))
                    .as(feed)
                    .containsExactly((long) REFUSED, 1L, 0L);
        }
        // A row of the wrong shape has no key by which its correction could be known: people settle that.
        assertThat(query("select distinct state from hub.failure where rule <> 'row-shape'"))
                .containsExactly("resolved");
    }

    private void generate(String feed, Map<Long, Mistake> planted) throws IOException {
        try (OutputStream out = Files.newOutputStream(temp.resolve(system).resolve(FILES.fileName(feed)))) {
            FILES.generate(feed, ROWS, SEED, planted, Version.FIRST, out);
        }
    }

    /** Lays a file out in a system's folder. */
    final void put(String where, String fileName, String content) throws IOException {
        Files.writeString(temp.resolve(where).resolve(fileName), content);
    }

    /** One run of the sync with some feeds, or with all. */
    final RunResult sync(List<String> feeds) throws Exception {
        return hub.getBean(SyncRun.class)
                .lead(new SyncRequest("command", feeds, false))
                .orElseThrow()
                .carryOut(Progress.SILENT);
    }

    final RunResult sync() throws Exception {
        return sync(List.of());
    }

    static Books books(RunResult result, String feed) {
        return result.feeds().stream()
                .filter(one -> one.feed().equals(feed))
                .map(FeedResult::books)
                .findFirst()
                .orElseThrow();
    }

    /** All rows of a query, each column as text, joined by bars. */
    final List<String> query(String sql) {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            int columns = rows.getMetaData().getColumnCount();
            List<String> found = new ArrayList<>();
            while (rows.next()) {
                List<String> values = new ArrayList<>();
                for (int i = 1; i <= columns; i++) {
                    values.add(String.valueOf(rows.getString(i)));
                }
                found.add(String.join("|", values));
            }
            return found;
        } catch (SQLException failed) {
            throw new IllegalStateException(sql, failed);
        }
    }

    private static HikariDataSource on(String url) {
        HikariDataSource source = new HikariDataSource();
        source.setJdbcUrl(url);
        source.setMaximumPoolSize(8);
        return source;
    }
}
