package uk.fosteringhub.core.deliver;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import uk.fosteringhub.core.failures.FailedRecord;
import uk.fosteringhub.core.failures.FailureLog;
import uk.fosteringhub.core.failures.Payloads;
import uk.fosteringhub.core.mapping.MappingProblem;

/**
 * The failures of a target, within one transaction. A record has one at most, and answers come in any order: whether it
 * stands is for the record's last change to say of which it is known what became of it.
 */
final class TargetFailures {
    private final Connection connection;
    private final String target;
    private final Payloads payloads;

    TargetFailures(Connection connection, String target, Payloads payloads) {
        this.connection = connection;
        this.target = target;
        this.payloads = payloads;
    }

    /**
     * A change of a record.
     *
     * @param key of the record's failure
     * @param entity hub id
     * @param change its number, which it keeps when it is replayed; later changes have greater ones
     */
    record Change(String key, long entity, long change) {}

    /**
     * Notes that a change did not get there, unless the target has a later one. The failure stands in the books of the
     * delivery that caused the change.
     */
    void fail(Change failed, List<MappingProblem> problems, String raw) throws SQLException {
        // The entity's receipts are few; by the change, which the arithmetic keeps it from, half of all might be read.
        try (PreparedStatement query = connection.prepareStatement("""
                select coalesce(c.delivery_id, 0), coalesce(d.run_id, 0), exists (
                    select 1 from hub.receipt r where r.target = ? and r.entity_id = failed.entity_id
                        and r.state = 'delivered' and r.change_id - failed.change_id > 0)
                from (select ?::bigint, ?::bigint) as failed (entity_id, change_id)
                left join hub.change c on c.entity_id = failed.entity_id and c.id = failed.change_id
                left join hub.delivery d on d.id = c.delivery_id""")) {
            query.setString(1, target);
            query.setLong(2, failed.entity());
            query.setLong(3, failed.change());
            try (ResultSet row = query.executeQuery()) {
                row.next();
                if (!row.getBoolean(3)) {
                    write(row.getLong(1), row.getLong(2), failed.key(), problems, raw);
                }
            }
        }
    }

    /** Notes a failure that is about no record. */
    void fail(String key, MappingProblem problem) throws SQLException {
        write(0, 0, key, List.of(problem), "{}");
    }

    private void write(long delivery, long run, String key, List<MappingProblem> problems, String raw)
            throws SQLException {
        new FailureLog(connection, "to-" + target, payloads)
                .write(delivery, run, List.of(new FailedRecord(key, 0, "deliver", problems, raw)));
    }

    /**
     * Resolves the failures of records with these changes, except where a later change did not get there: the failure is
     * that one's.
     */
    void settle(Collection<Change> changes, String outcome) throws SQLException {
        Map<String, Change> byKey = new TreeMap<>();
        changes.forEach(change ->
                byKey.merge(change.key(), change, (one, other) -> one.change() > other.change() ? one : other));
        Map<String, Long> standing = standing(byKey.keySet());
        if (!standing.isEmpty()) {
            byKey.keySet().retainAll(standing.keySet());
            resolve(notFailedSince(List.copyOf(byKey.values()), standing), outcome);
        }
    }

    /** Resolves a failure that is about no record. */
    void settle(String key, String outcome) throws SQLException {
        resolve(standing(List.of(key)).values(), outcome);
    }

    /**
     * The failures that wait, usually none, by their keys. They are held: a receipt that was written together with one is
     * seen from here on.
     */
    private Map<String, Long> standing(Collection<String> keys) throws SQLException {
        Map<String, Long> standing = new TreeMap<>();
        if (keys.isEmpty()) {
            return standing;
        }
        try (PreparedStatement query = connection.prepareStatement("""
                select source_key, id from hub.failure
                where feed = ? and source_key = any(?) and state in ('open', 'held', 'retrying')
                order by source_key for update""")) {
            query.setString(1, "to-" + target);
            query.setArray(2, connection.createArrayOf("text", keys.toArray()));
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    standing.put(rows.getString(1), rows.getLong(2));
                }
            }
        }
        return standing;
    }

    private List<Long> notFailedSince(List<Change> changes, Map<String, Long> failures) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("""
                select taken.failure_id
                from unnest(?::bigint[], ?::bigint[], ?::bigint[]) as taken (failure_id, entity_id, change_id)
                where not exists (
                    select 1 from hub.receipt r where r.target = ? and r.entity_id = taken.entity_id
                        and r.state in ('refused', 'given_up') and r.change_id - taken.change_id > 0)""")) {
            query.setArray(
                    1,
                    connection.createArrayOf(
                            "bigint",
                            changes.stream()
                                    .map(change -> failures.get(change.key()))
                                    .toArray()));
            query.setArray(
                    2,
                    connection.createArrayOf(
                            "bigint", changes.stream().map(Change::entity).toArray()));
            query.setArray(
                    3,
                    connection.createArrayOf(
                            "bigint", changes.stream().map(Change::change).toArray()));
            query.setString(4, target);
            List<Long> settled = new ArrayList<>();
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    settled.add(rows.getLong(1));
                }
            }
            return settled;
        }
    }

    private void resolve(Collection<Long> failures, String outcome) throws SQLException {
        if (failures.isEmpty()) {
            return;
        }
        try (PreparedStatement update = connection.prepareStatement("""
                update hub.failure set state = 'resolved', outcome = ?, last_seen = now(), version = version + 1,
                    changed_by = 'hub', changed_at = now() where id = any(?)""")) {
            update.setString(1, outcome);
            update.setArray(2, connection.createArrayOf("bigint", failures.toArray()));
            update.executeUpdate();
        }
    }
}
