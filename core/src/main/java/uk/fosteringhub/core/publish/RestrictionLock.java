package uk.fosteringhub.core.publish;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Between transactions that change whom a restriction concerns and the question whether a record concerns a restricted
 * person. What leads to a person is found as it was committed when the restriction changed; a record that came to lead there
 * since is not among it, and must not be told of by what was true before.
 */
final class RestrictionLock {
    private static final String NUMBER = "(hashtextextended('restrictions', 0))";

    private RestrictionLock() {}

    /** To be called before what leads to the persons is looked for; holds until the transaction ends. */
    static void changing(Connection connection) throws SQLException {
        execute(connection, "select pg_advisory_xact_lock_shared" + NUMBER);
    }

    /**
     * Waits until every transaction has ended that is {@link #changing} a restriction now. One that begins later finds the
     * records that the caller knows of already.
     */
    static void settled(Connection connection) throws SQLException {
        execute(connection, "select pg_advisory_lock" + NUMBER + "; select pg_advisory_unlock" + NUMBER);
    }

    private static void execute(Connection connection, String lock) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(lock);
        }
    }
}
