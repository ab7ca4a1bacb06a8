package uk.fosteringhub.core.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Begins a transaction that says which records are which entities. All of them may run side by side, but moving what is
 * known from one entity to another is done alone: nobody must add to an entity, or refer to it, while it is emptied.
 */
public final class EntityLock {
    private static final String NUMBER = "(hashtextextended('entities', 0))";

    private EntityLock() {}

    /** Until the transaction ends; with {@link ByKey} in one go, since every chunk begins so. */
    public static void shared(Connection connection) throws SQLException {
        execute(connection, "select pg_advisory_xact_lock_shared" + NUMBER);
    }

    /** Waits until nobody else links, and lets nobody begin until the transaction ends. */
    public static void alone(Connection connection) throws SQLException {
        execute(connection, "select pg_advisory_xact_lock" + NUMBER);
    }

    private static void execute(Connection connection, String lock) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(ByKey.SETTINGS + "; " + lock);
        }
    }
}
