package uk.fosteringhub.core.runs;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import uk.fosteringhub.core.store.Database;

/**
 * The runs of the sync. Who leads one holds a lock of the database that goes away with the session, so a process that is
 * killed gives it back at once.
 */
public final class Runs {
    /** Any number, as long as nobody else uses it. */
    private static final long LEAD = 0x466F73746572L;
    /** A run is finished a moment before its lead is given back; so long that moment is waited for. */
    private static final Duration ENDING = Duration.ofSeconds(5);
    /** PostgreSQL's code for a lock that was not to be had in time. */
    private static final String NOT_IN_TIME = "55P03";

    private final Database database;

    public Runs(Database database) {
        this.database = database;
    }

    /**
     * Begins a run, or goes on with one that a crash has left unfinished. At most one process leads a run at any time.
     *
     * @param trigger what started it: {@code command}, {@code schedule}, {@code demo}
     * @param dryRun writes nothing; not a run in the books
     * @return empty if another process leads a run right now
     */
    public Optional<Run> lead(String trigger, boolean dryRun) {
        Connection session = database.connection();
        try {
            session.setAutoCommit(true);
            if (!locked(session) && !lockedAfterItsEnd(session)) {
                session.close();
                return Optional.empty();
            }
            if (dryRun) {
                return Optional.of(new Run(database, session, 0, false));
            }
            prepare(session);
            long unfinished = unfinished(session);
            boolean resumed = unfinished > 0;
            return Optional.of(new Run(database, session, resumed ? unfinished : begin(session, trigger), resumed));
        } catch (SQLException failed) {
            giveBack(session, failed);
            throw Database.unusable(failed);
        }
    }

    /** A lead that could not be used must not be kept by a connection that goes back into the pool. */
    private static void giveBack(Connection session, SQLException failed) {
        try (session) {
            unlock(session);
        } catch (SQLException connectionLost) {
            failed.addSuppressed(connectionLost);
        }
    }

    /** How a run went, or how far it has come; empty if there is none of this number. */
    public Optional<RunResult> result(long run) {
        return database.inTransaction(connection -> RunBooks.read(connection, run));
    }

    private static boolean locked(Connection session) throws SQLException {
        try (PreparedStatement query = session.prepareStatement("select pg_try_advisory_lock(?)")) {
            query.setLong(1, LEAD);
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        }
    }

    /** Whoever has seen that a run is finished may start the next one, though its process has not let go of the lead yet. */
    private static boolean lockedAfterItsEnd(Connection session) throws SQLException {
        if (unfinished(session) > 0) {
            return false;
        }
        try (Statement statement = session.createStatement()) {
            statement.execute("set lock_timeout = " + ENDING.toMillis());
            try {
                statement.execute("select pg_advisory_lock(" + LEAD + ")");
                return true;
            } catch (SQLException taken) {
                if (NOT_IN_TIME.equals(taken.getSQLState())) {
                    return false;
                }
                throw taken;
            } finally {
                statement.execute("set lock_timeout = 0");
            }
        }
    }

    static void unlock(Connection session) throws SQLException {
        try (PreparedStatement query = session.prepareStatement("select pg_advisory_unlock(?)")) {
            query.setLong(1, LEAD);
            query.execute();
        }
    }

    private static void prepare(Connection session) throws SQLException {
        try (Statement statement = session.createStatement()) {
            statement.execute("select hub.ensure_change_partitions()");
        }
    }

    private static long unfinished(Connection session) throws SQLException {
        try (Statement query = session.createStatement();
                ResultSet row = query.executeQuery("select id from hub.run where state = 'running'")) {
            return row.next() ? row.getLong(1) : 0;
        }
    }

    private static long begin(Connection session, String trigger) throws SQLException {
        try (PreparedStatement insert =
                session.prepareStatement("insert into hub.run (trigger, state) values (?, 'running') returning id")) {
            insert.setString(1, trigger);
            try (ResultSet row = insert.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }
}
