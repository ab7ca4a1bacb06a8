package uk.fosteringhub.core.deliver;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/**
 * For how long changes could not be handed over. Counted is the time in which that was tried, and not the age of a change: it
 * may have waited for the hub, for the broker, for a mapping, or for a person to replay it.
 */
final class VainAttempts {
    /** So much counts of a time in which nothing was tried: a hub that runs once a night tries all the time. */
    private static final Duration MOST_AT_ONCE = Duration.ofDays(1);

    private final Connection connection;
    private final String target;

    VainAttempts(Connection connection, String target) {
        this.connection = connection;
        this.target = target;
    }

    /**
     * Notes one more for each of the changes.
     *
     * @return those of them that have failed for at least {@code giveUpAfter}
     */
    Set<Long> note(Collection<Long> changes, Instant now, Duration giveUpAfter) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("""
                update hub.outgoing o set failed_at = attempt.made_at, failing_for = o.failing_for + greatest('0',
                    least(attempt.made_at - coalesce(o.failed_at, attempt.made_at), make_interval(secs => ?)))
                from (select ?::timestamptz) as attempt (made_at) where o.target = ? and o.change_id = any(?)
                returning o.change_id, o.failing_for >= make_interval(secs => ?)""")) {
            update.setDouble(1, MOST_AT_ONCE.toSeconds());
            update.setTimestamp(2, Timestamp.from(now));
            update.setString(3, target);
            update.setArray(4, connection.createArrayOf("bigint", changes.toArray()));
            update.setDouble(5, giveUpAfter.toMillis() / 1000.0);
            Set<Long> longEnough = new HashSet<>();
            try (ResultSet rows = update.executeQuery()) {
                while (rows.next()) {
                    if (rows.getBoolean(2)) {
                        longEnough.add(rows.getLong(1));
                    }
                }
            }
            return longEnough;
        }
    }
}
