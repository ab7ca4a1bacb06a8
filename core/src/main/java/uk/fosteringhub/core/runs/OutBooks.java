package uk.fosteringhub.core.runs;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import uk.fosteringhub.core.publish.Targets;
import uk.fosteringhub.core.settings.FeedSettings;

/**
 * The books of a run towards its targets. What should have gone is counted in the log of changes, what became of it in the
 * receipts and among the changes on their way, so that a change that went nowhere is noticed.
 */
final class OutBooks {
    private final Connection connection;
    private final long run;
    private final Targets targets;
    private final Map<String, Map<String, Long>> became = new HashMap<>();
    private final Map<String, Long> due = new HashMap<>();

    private record Delivered(String system, boolean baseline) {}

    OutBooks(Connection connection, long run, Targets targets) {
        this.connection = connection;
        this.run = run;
        this.targets = targets;
    }

    List<TargetResult> close(List<FeedSettings> feeds) throws SQLException {
        List<String> systems = targets.systems();
        if (systems.isEmpty()) {
            return List.of();
        }
        count(feeds);
        List<TargetResult> results = new ArrayList<>();
        for (String target : systems) {
            Map<String, Long> states = became.getOrDefault(target, Map.of());
            TargetBooks books = new TargetBooks(
                    due.getOrDefault(target, 0L),
                    states.getOrDefault("delivered", 0L),
                    states.getOrDefault("sent", 0L),
                    states.getOrDefault("refused", 0L) + states.getOrDefault("given_up", 0L),
                    states.getOrDefault("not_wanted", 0L),
                    states.getOrDefault("waiting", 0L));
            TargetResult result = new TargetVerdict(connection, run, target).judge(books);
            keep(result);
            results.add(result);
        }
        return results;
    }

    static List<TargetResult> read(Connection connection, long run) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("""
                select target, verdict, changes, delivered, sent, refused, not_wanted, waiting, reasons
                from hub.run_target where run_id = ? order by target""")) {
            query.setLong(1, run);
            List<TargetResult> results = new ArrayList<>();
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    results.add(new TargetResult(
                            row.getString(1),
                            Verdict.valueOf(row.getString(2)),
                            new TargetBooks(
                                    row.getLong(3),
                                    row.getLong(4),
                                    row.getLong(5),
                                    row.getLong(6),
                                    row.getLong(7),
                                    row.getLong(8)),
                            List.of((String[]) row.getArray(9).getArray())));
                }
            }
            return results;
        }
    }

    private void count(List<FeedSettings> feeds) throws SQLException {
        Map<String, String> systems = new HashMap<>();
        feeds.forEach(feed -> systems.put(feed.name(), feed.system()));
        Map<Long, Delivered> deliveries = new HashMap<>();
        Timestamp first = null;
        try (PreparedStatement query = connection.prepareStatement("""
                select id, feed, baseline, min(received_at) over () - interval '1 day' from hub.delivery
                where run_id = ? and feed = any(?) and not baseline""")) {
            query.setLong(1, run);
            query.setArray(2, connection.createArrayOf("text", systems.keySet().toArray()));
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    deliveries.put(rows.getLong(1), new Delivered(systems.get(rows.getString(2)), rows.getBoolean(3)));
                    first = rows.getTimestamp(4);
                }
            }
        }
        if (!deliveries.isEmpty()) {
            Object[] ids = deliveries.keySet().toArray();
            countDue(ids, first, deliveries);
            countBecame(ids, first);
        }
    }

    private void countDue(Object[] ids, Timestamp first, Map<Long, Delivered> deliveries) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("""
                select delivery_id, record_type, count(*) from hub.change
                where delivery_id = any(?) and changed_at >= ? and kind <> 'repeated' group by 1, 2""")) {
            query.setArray(1, connection.createArrayOf("bigint", ids));
            query.setTimestamp(2, first);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    Delivered delivery = deliveries.get(rows.getLong(1));
                    long changes = rows.getLong(3);
                    targets.of(delivery.system(), rows.getString(2), delivery.baseline())
                            .forEach(target -> due.merge(target, changes, Long::sum));
                }
            }
        }
    }

    private void countBecame(Object[] ids, Timestamp first) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("""
                with caused as materialized (
                    select id, changed_at from hub.change where delivery_id = any(?) and changed_at >= ?)
                select r.target, r.state, count(*) from caused c
                    join hub.receipt r on r.change_id = c.id and r.changed_at = c.changed_at group by 1, 2
                union all
                select o.target, 'waiting', count(*) from caused c
                    join hub.outgoing o on o.change_id = c.id and o.changed_at = c.changed_at group by 1, 2""")) {
            query.setArray(1, connection.createArrayOf("bigint", ids));
            query.setTimestamp(2, first);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    became.computeIfAbsent(rows.getString(1), target -> new HashMap<>())
                            .merge(rows.getString(2), rows.getLong(3), Long::sum);
                }
            }
        }
    }

    private void keep(TargetResult result) throws SQLException {
        try (PreparedStatement upsert = connection.prepareStatement("""
                insert into hub.run_target (run_id, target, verdict, changes, delivered, sent, refused, not_wanted, waiting,
                    reasons)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                on conflict (run_id, target) do update set verdict = excluded.verdict, changes = excluded.changes,
                    delivered = excluded.delivered, sent = excluded.sent, refused = excluded.refused,
                    not_wanted = excluded.not_wanted, waiting = excluded.waiting, reasons = excluded.reasons""")) {
            TargetBooks books = result.books();
            upsert.setLong(1, run);
            upsert.setString(2, result.target());
            upsert.setString(3, result.verdict().name());
            upsert.setLong(4, books.changes());
            upsert.setLong(5, books.delivered());
            upsert.setLong(6, books.sent());
            upsert.setLong(7, books.refused());
            upsert.setLong(8, books.notWanted());
            upsert.setLong(9, books.waiting());
            upsert.setArray(
                    10, connection.createArrayOf("text", result.reasons().toArray()));
            upsert.executeUpdate();
        }
    }
}
