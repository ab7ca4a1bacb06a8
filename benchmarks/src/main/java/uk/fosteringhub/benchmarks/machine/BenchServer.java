package uk.fosteringhub.benchmarks.machine;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import uk.fosteringhub.core.store.EmbeddedDatabase;
import uk.fosteringhub.embedded.postgres.EmbeddedPostgres;

/** One PostgreSQL server with the settings of the hub's embedded default, for all contestants. */
public final class BenchServer implements AutoCloseable {
    private final EmbeddedDatabase.Running server;
    private final AtomicInteger databases = new AtomicInteger();
    private final AtomicBoolean closed = new AtomicBoolean();

    private BenchServer(EmbeddedDatabase.Running server) {
        this.server = server;
    }

    /** @throws IOException if the server does not start; the message says why */
    public static BenchServer start(Path folder) throws IOException {
        return new BenchServer(new EmbeddedPostgres().start(folder));
    }

    /** An empty database of a contestant's own. */
    public BenchDatabase freshDatabase() throws SQLException {
        String name = "bench_" + databases.incrementAndGet();
        execute("create database " + name + " template template0 encoding 'UTF8'");
        return new BenchDatabase(this, name, urlOf(name));
    }

    /** Everything written so far goes to disk now, so that whoever is measured next does not pay for it. */
    void checkpoint() throws SQLException {
        execute("checkpoint");
    }

    void drop(String database) throws SQLException {
        execute("drop database " + database + " with (force)");
    }

    /** Such as {@code 17.9}. */
    public String version() throws SQLException {
        return ask("show server_version");
    }

    /** The settings that matter for writing, in one line. */
    public String settings() throws SQLException {
        return ask("""
                select string_agg(name || ' ' || current_setting(name), ', ' order by name) from pg_settings
                where name in ('shared_buffers', 'max_wal_size', 'fsync', 'synchronous_commit', 'wal_compression',
                               'full_page_writes', 'work_mem')""");
    }

    public Connection connect() throws SQLException {
        return DriverManager.getConnection(server.url());
    }

    private String urlOf(String database) {
        return server.url().replace("/hub?", "/" + database + "?");
    }

    private String ask(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Stops although contestants are still at work; does nothing once closed. */
    public void abandon() throws SQLException {
        if (closed.compareAndSet(false, true)) {
            execute("select pg_terminate_backend(pid) from pg_stat_activity"
                    + " where backend_type = 'client backend' and application_name <> 'hub presence'"
                    + " and pid <> pg_backend_pid()");
            server.close();
        }
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            server.close();
        }
    }
}
