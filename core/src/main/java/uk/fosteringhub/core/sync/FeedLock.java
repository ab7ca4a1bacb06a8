package uk.fosteringhub.core.sync;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * While a delivery of a feed is taken through, nothing else writes what the feed's records last looked like: what the
 * delivery brings was compared with that. A process that is killed gives the lock back with its session.
 */
final class FeedLock implements AutoCloseable {
    private static final String NUMBER = "(hashtextextended('feed ' || ?, 0))";

    private final Connection session;
    private final String feed;

    private FeedLock(Connection session, String feed) {
        this.session = session;
        this.feed = feed;
    }

    /** For a delivery; waits for the few records of a replay that may be under way. */
    static FeedLock hold(Connection session, String feed) throws SQLException {
        ask(session, "pg_advisory_lock", feed);
        return new FeedLock(session, feed);
    }

    /** For some records until the transaction ends; false while a delivery is taken through. */
    static boolean mine(Connection transaction, String feed) throws SQLException {
        return ask(transaction, "pg_try_advisory_xact_lock", feed);
    }

    private static boolean ask(Connection connection, String function, String feed) throws SQLException {
        boolean answers = function.contains("try") || function.contains("unlock");
        try (PreparedStatement query = connection.prepareStatement("select " + function + NUMBER)) {
            query.setString(1, feed);
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return !answers || row.getBoolean(1);
            }
        }
    }

    @Override
    public void close() throws SQLException {
        ask(session, "pg_advisory_unlock", feed);
    }
}
