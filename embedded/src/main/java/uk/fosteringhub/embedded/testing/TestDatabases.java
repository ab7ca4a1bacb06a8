package uk.fosteringhub.embedded.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import uk.fosteringhub.core.store.EmbeddedDatabase;
import uk.fosteringhub.embedded.postgres.EmbeddedPostgres;

/**
 * Databases for tests: one real server for the whole JVM, started by the first test that asks and stopped when the JVM
 * ends, and a fresh database for each that asks (some 30 ms).
 *
 * <pre>{@code
 * try (TestDatabase database = TestDatabases.empty()) {
 *     connect(database.url());
 * }
 * }</pre>
 *
 * <p>The server does not wait for the disk: what it holds ends with the JVM.
 */
public final class TestDatabases {
    private static final Map<String, String> QUICK = Map.of(
            "fsync",
            "off",
            "synchronous_commit",
            "off",
            "full_page_writes",
            "off",
            "shared_buffers",
            "64MB",
            "max_connections",
            "100");
    private static final AtomicInteger COUNTER = new AtomicInteger();
    private static final Map<String, String> TEMPLATES = new ConcurrentHashMap<>();

    /** What a template goes through once, such as the migrations. */
    @FunctionalInterface
    public interface Preparation {
        /** @param url JDBC address of the database; nothing may stay connected to it */
        void prepare(String url) throws Exception;
    }

    private TestDatabases() {}

    /** A database with nothing in it. */
    public static TestDatabase empty() {
        return create("template0", "encoding 'UTF8'");
    }

    /**
     * A copy of a prepared database.
     *
     * @param template a name for the preparation; it is carried out once per JVM and name
     */
    public static TestDatabase copyOf(String template, Preparation preparation) {
        String prepared = TEMPLATES.computeIfAbsent(template, name -> prepare(name, preparation));
        return create(prepared, "strategy wal_log");
    }

    static void drop(String database) {
        execute("drop database if exists " + database + " with (force)");
    }

    private static String prepare(String name, Preparation preparation) {
        TestDatabase database = empty();
        try {
            preparation.prepare(database.url());
            return database.name();
        } catch (Exception e) {
            throw new IllegalStateException("The test database '" + name + "' could not be prepared", e);
        }
    }

    private static TestDatabase create(String template, String options) {
        String name = "test_" + COUNTER.incrementAndGet();
        execute("create database " + name + " template " + template + " " + options);
        return new TestDatabase(name, Server.RUNNING.url().replace("/hub?", "/" + name + "?"));
    }

    private static void execute(String sql) {
        try (Connection connection = DriverManager.getConnection(Server.RUNNING.url());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException("The test server refused: " + sql, e);
        }
    }

    /** Started when it is first asked for. */
    private static final class Server {
        private static final EmbeddedDatabase.Running RUNNING = start();

        private static EmbeddedDatabase.Running start() {
            try {
                TestServerFolders.removeThoseOfProcessesThatAreGone();
                Path folder = TestServerFolders.ofThisProcess();
                Files.createDirectories(folder);
                EmbeddedDatabase.Running running = new EmbeddedPostgres(QUICK).start(folder);
                Runtime.getRuntime().addShutdownHook(new Thread(() -> TestServerFolders.stopAndRemove(folder)));
                return running;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
