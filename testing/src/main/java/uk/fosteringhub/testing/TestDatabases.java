package uk.fosteringhub.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Databases for tests: one real server for the whole JVM, started by the first test that asks and stopped when the JVM
 * ends, and a fresh database for each that asks (some 30 ms).
 *
 * <pre>{@code
 * try (TestDatabase database = TestDatabases.empty()) {
 *     connect(database.url());
 * }
 * }</pre>
 */
public final class TestDatabases {
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

    static void goAway(String database) {
        execute("alter database " + database + " allow_connections false");
        execute("select pg_terminate_backend(pid, 10000) from pg_stat_activity where datname = '" + database + "'");
    }

    static void back(String database) {
        execute("alter database " + database + " allow_connections true");
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
        return new TestDatabase(name, Server.URL.replace("/hub?", "/" + name + "?"));
    }

    private static void execute(String sql) {
        try (Connection connection = DriverManager.getConnection(Server.URL);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException("The test server refused: " + sql, e);
        }
    }

    /** Started when it is first asked for. */
    private static final class Server {
        private static final String URL = start();

        private static String start() {
            try {
                return TestServers.chosen()
                        .starter(DatabaseStarter.class, new EmbeddedTestDatabase())
                        .start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
