package uk.fosteringhub.core.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The hub's PostgreSQL: transactions that are tried again when the database asks for it, and tables kept up to date. */
public final class Database {
    private static final Logger LOG = LoggerFactory.getLogger(Database.class);
    private static final int MOST_ATTEMPTS = 5;
    /** Serialization failure, deadlock: the database asks to do the same again. */
    private static final Set<String> AGAIN = Set.of("40001", "40P01");
    /** A key that another transaction wrote meanwhile: it is there to be seen when the same is done again. */
    private static final String WRITTEN_MEANWHILE = "23505";

    private final DataSource dataSource;

    public Database(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** Work on a connection, inside or outside a transaction. */
    @FunctionalInterface
    public interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    /** Creates or updates the hub's tables. */
    public void migrate() {
        Flyway.configure()
                .dataSource(dataSource)
                .schemas("hub")
                .createSchemas(true)
                .table("schema_history")
                .locations("classpath:db/migration")
                .load()
                .migrate();
    }

    /**
     * Runs work in one transaction. The work may run more than once, so it must not do anything outside the database.
     *
     * @throws StoreUnavailable if the database cannot be reached or has no room
     */
    public <T> T inTransaction(Work<T> work) {
        for (int attempt = 1; ; attempt++) {
            try (Connection connection = dataSource.getConnection()) {
                return once(connection, work);
            } catch (SQLException failed) {
                String state = String.valueOf(failed.getSQLState());
                if (attempt >= MOST_ATTEMPTS || !AGAIN.contains(state) && !WRITTEN_MEANWHILE.equals(state)) {
                    throw unusable(failed);
                }
                LOG.info("outcome=retry transaction attempt={} sqlstate={}", attempt, state);
            }
        }
    }

    /** Runs work in a transaction that is always rolled back. */
    public <T> T inRehearsal(Work<T> work) {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try {
                return work.on(connection);
            } finally {
                connection.rollback();
            }
        } catch (SQLException failed) {
            throw unusable(failed);
        }
    }

    private static <T> T once(Connection connection, Work<T> work) throws SQLException {
        connection.setAutoCommit(false);
        try {
            T result = work.on(connection);
            connection.commit();
            return result;
        } catch (SQLException | RuntimeException | Error failed) {
            try {
                connection.rollback();
            } catch (SQLException connectionLost) {
                failed.addSuppressed(connectionLost);
            }
            throw failed;
        }
    }

    /** A connection of its own, for work that needs a session: a lock, a temporary table. The caller closes it. */
    public Connection connection() {
        try {
            return dataSource.getConnection();
        } catch (SQLException failed) {
            throw unusable(failed);
        }
    }

    /**
     * What to throw for a failed statement: {@link StoreUnavailable} where waiting helps, otherwise a defect. PostgreSQL's
     * own message may hold values, so only its code is kept.
     */
    public static RuntimeException unusable(SQLException failed) {
        String state = String.valueOf(failed.getSQLState());
        if (state.startsWith("08")
                || state.startsWith("57")
                || state.startsWith("53")
                || state.startsWith("58")
                || state.equals("25006")
                || state.equals("null")
                || AGAIN.contains(state)) {
            String why = state.equals("53100")
                    ? "its disk is full: make room, then run again"
                    : "it cannot be reached or is shutting down (" + state + "): see that it runs, then run again";
            return new StoreUnavailable(
                    "The hub's database cannot be used: " + why + ". Nothing is lost.", withoutValues(failed));
        }
        return new IllegalStateException(
                "the database refused a statement with SQLSTATE " + state, withoutValues(failed));
    }

    /** The same failure with its stack, without PostgreSQL's detail, which quotes rows. */
    private static SQLException withoutValues(SQLException failed) {
        SQLException bare = new SQLException("SQLSTATE " + failed.getSQLState(), failed.getSQLState());
        bare.setStackTrace(failed.getStackTrace());
        return bare;
    }
}
