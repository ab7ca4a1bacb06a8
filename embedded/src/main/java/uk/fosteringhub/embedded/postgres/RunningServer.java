package uk.fosteringhub.embedded.postgres;

import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.fosteringhub.core.store.EmbeddedDatabase;

/**
 * A server this process uses. It holds one connection of its own for as long, so that other processes see that somebody is
 * there even while nothing is asked of the database.
 */
final class RunningServer implements EmbeddedDatabase.Running {
    private static final Logger LOG = LoggerFactory.getLogger(RunningServer.class);
    private static final String DATABASE = "hub";
    /** Recovery after a power cut reads up to {@code max_wal_size}; on a slow disk that takes minutes. */
    private static final Duration LONGEST_RECOVERY = Duration.ofMinutes(5);
    /** A connection that was just closed is still listed for a moment. */
    private static final Duration LEAVE_TAKING = Duration.ofSeconds(2);

    private static final long PAUSE_MILLIS = 40;

    private final DataFolder folder;
    private final ServerProgram program;
    private final String url;
    private final Connection presence;
    private final AtomicBoolean closed = new AtomicBoolean();

    private RunningServer(DataFolder folder, ServerProgram program, String url, Connection presence) {
        this.folder = folder;
        this.program = program;
        this.url = url;
        this.presence = presence;
    }

    /** Waits until the server takes connections. The caller holds the folder's lock, so that nobody stops the server meanwhile. */
    static RunningServer join(DataFolder folder, ServerProgram program) throws IOException {
        String password = folder.password();
        long deadline = System.nanoTime() + LONGEST_RECOVERY.toNanos();
        while (true) {
            Optional<PostmasterFile> server = PostmasterFile.ofRunningServer(folder.data());
            if (server.isEmpty()) {
                throw new IOException("The embedded database in " + folder.root()
                        + " stopped while the hub was joining it. Start again; " + folder.log()
                        + " says why it stopped.");
            }
            try {
                String url = address(server.get().port(), DATABASE, password);
                return new RunningServer(
                        folder, program, url, connect(server.get().port(), password));
            } catch (SQLException e) {
                if (!worthAnotherTry(e) || System.nanoTime() > deadline) {
                    throw new IOException(
                            "The embedded database in " + folder.root() + " does not take connections ("
                                    + e.getMessage() + "). See " + folder.log() + ".",
                            e);
                }
            }
            pause();
        }
    }

    @Override
    public String url() {
        return url;
    }

    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        try {
            boolean stopped = FolderLock.whileHolding(folder.lockFile(), this::stopIfAlone);
            LOG.info("embedded database in {}: {}", folder.root(), stopped ? "stopped" : "left to others who use it");
        } catch (IOException e) {
            LOG.warn("embedded database in {}: could not be stopped ({})", folder.root(), e.getMessage());
        }
    }

    private boolean stopIfAlone() throws IOException {
        try {
            boolean alone = aloneAfterLeaveTaking();
            presence.close();
            if (alone) {
                program.stop();
            }
            return alone;
        } catch (SQLException e) {
            throw new IOException("it was gone before it was closed: " + e.getMessage(), e);
        }
    }

    private boolean aloneAfterLeaveTaking() throws SQLException, IOException {
        long deadline = System.nanoTime() + LEAVE_TAKING.toNanos();
        while (othersConnected()) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            pause();
        }
        return true;
    }

    private boolean othersConnected() throws SQLException {
        try (Statement statement = presence.createStatement();
                ResultSet others = statement.executeQuery("""
                        select exists (select from pg_stat_activity
                                        where backend_type = 'client backend' and pid <> pg_backend_pid())""")) {
            return others.next() && others.getBoolean(1);
        }
    }

    private static Connection connect(int port, String password) throws SQLException {
        try (Connection connection = open(port, "postgres", password);
                Statement statement = connection.createStatement();
                ResultSet found =
                        statement.executeQuery("select from pg_database where datname = '" + DATABASE + "'")) {
            if (!found.next()) {
                statement.execute("create database " + DATABASE);
            }
        }
        return open(port, DATABASE, password);
    }

    private static Connection open(int port, String database, String password) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("ApplicationName", "hub presence");
        return DriverManager.getConnection(address(port, database, password), properties);
    }

    private static String address(int port, String database, String password) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database + "?user=" + EmbeddedPostgres.USER + "&password="
                + password;
    }

    /** Class 08: not listening yet. 57P03: still recovering. */
    private static boolean worthAnotherTry(SQLException e) {
        String state = Optional.ofNullable(e.getSQLState()).orElse("");
        return state.startsWith("08") || state.equals("57P03");
    }

    private static void pause() throws IOException {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while waiting for the embedded database", e);
        }
    }
}
