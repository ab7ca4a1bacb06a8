package uk.fosteringhub.core.sync;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/**
 * When the first load of a feed is through. All that comes until then, in however many deliveries and nights, is the state
 * to start from; what comes afterwards is news for other systems.
 */
final class Baseline {

    private Baseline() {}

    /** With the delivery that this transaction finishes, all that was there has been taken. */
    static void end(Connection connection, String feed) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(
                "update hub.feed set baseline_ended_at = now() where name = ? and baseline_ended_at is null")) {
            update.setString(1, feed);
            update.executeUpdate();
        }
    }

    /**
     * A run has taken all that was there. A feed that has never brought anything has still to be loaded, and so has one of
     * which the run refused something: that is to come once more.
     */
    static void end(Connection connection, String feed, long run) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("""
                update hub.feed set baseline_ended_at = now() where name = ? and baseline_ended_at is null
                    and exists (select 1 from hub.delivery where feed = ? and state in ('accepted', 'accepted_with_errors'))
                    and not exists (select 1 from hub.delivery where feed = ? and run_id = ? and state = 'rejected')""")) {
            update.setString(1, feed);
            update.setString(2, feed);
            update.setString(3, feed);
            update.setLong(4, run);
            update.executeUpdate();
        }
    }
}
