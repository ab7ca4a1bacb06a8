package uk.fosteringhub.core.reconcile;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import uk.fosteringhub.core.failures.FailureCounts;
import uk.fosteringhub.core.failures.FailureKind;

/** What waits for a person, by the feed it came by. What somebody has discarded does not wait. */
final class WaitingByFeed {
    private WaitingByFeed() {}

    static Map<String, Waiting> read(Connection connection) throws SQLException {
        Map<String, Long> held = heldRecords(connection);
        Map<String, Waiting> waiting = new TreeMap<>();
        for (FailureCounts.Count count : FailureCounts.read(connection)) {
            if (count.state().waiting()) {
                String feed = count.group().feed();
                waiting.merge(feed, of(count, held.getOrDefault(feed, 0L)), Waiting::and);
            }
        }
        return waiting;
    }

    private static Waiting of(FailureCounts.Count count, long heldRecords) {
        List<String> feeds = List.of(count.group().feed());
        String kind = count.group().kind();
        if (kind.equals(FailureKind.DELIVERY_REFUSED.word())) {
            return new Waiting(0, count.count(), 0, 0, feeds);
        }
        if (kind.equals(FailureKind.ENDING_HELD.word())) {
            return new Waiting(0, 0, count.count(), heldRecords, feeds);
        }
        return new Waiting(count.count(), 0, 0, 0, feeds);
    }

    private static Map<String, Long> heldRecords(Connection connection) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("""
                        select f.name, count(*) from hub.held_ending h join hub.feed f on f.id = h.feed_id
                        group by f.name""");
                ResultSet rows = query.executeQuery()) {
            Map<String, Long> held = new TreeMap<>();
            while (rows.next()) {
                held.put(rows.getString(1), rows.getLong(2));
            }
            return held;
        }
    }
}
