package uk.fosteringhub.core.differences;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import uk.fosteringhub.core.audit.AuditEntry;
import uk.fosteringhub.core.audit.AuditLog;
import uk.fosteringhub.core.records.RecordTypes;
import uk.fosteringhub.core.store.Database;
import uk.fosteringhub.core.store.Restricted;

/** The differences between systems, for people and programs to look at and to decide about. */
public final class DifferenceList {
    private static final int FETCH = 2_000;
    private static final String RESTRICTED = "(case d.record_type "
            + RecordTypes.all().stream()
                    .map(type -> "when '" + type.name() + "' then coalesce((select "
                            + Restricted.concerns(type, "g") + " from fostering." + type.name()
                            + " g where g.id = d.entity_id), false)")
                    .collect(Collectors.joining(" "))
            + " else false end)";
    private static final String SELECT = """
            select d.id, d.record_type, d.entity_id, d.field, d.owner_system, d.owner, d.owner_value, d.other_system, d.other,
                d.other_value, d.since, %s, a.reason, a.actor, a.at
            from hub.difference d left join hub.accepted_difference a on d.accepted
                and a.entity_id = d.entity_id and a.field = d.field and a.other = d.other
            """.formatted(RESTRICTED);

    private final Database database;
    private final AuditLog audit;

    public DifferenceList(Database database) {
        this.database = database;
        this.audit = new AuditLog(database);
    }

    /** Counts by record type, field and systems, the most first. What is restricted is counted for whom it is shown. */
    public List<DifferenceCount> counts(DifferenceFilter filter) {
        return database.inTransaction(connection -> {
            Where where = new Where(filter);
            try (PreparedStatement query = connection.prepareStatement("select d.record_type, d.field, d.owner_system,"
                    + " d.other_system, count(*) filter (where not d.accepted), count(*) filter (where d.accepted)"
                    + " from hub.difference d" + where.sql + " group by 1, 2, 3, 4 order by 5 desc, 1, 2, 3, 4")) {
                where.fill(query, 1);
                List<DifferenceCount> counts = new ArrayList<>();
                try (ResultSet rows = query.executeQuery()) {
                    while (rows.next()) {
                        counts.add(new DifferenceCount(
                                rows.getString(1),
                                rows.getString(2),
                                rows.getString(3),
                                rows.getString(4),
                                rows.getLong(5),
                                rows.getLong(6)));
                    }
                }
                return counts;
            }
        });
    }

    /**
     * In the order of their numbers, the newest first.
     *
     * @param before only those with a lower number; 0: from the newest
     */
    public List<ListedDifference> of(DifferenceFilter filter, long before, int limit) {
        return database.inTransaction(connection -> {
            List<ListedDifference> listed = new ArrayList<>();
            each(connection, filter, before, limit, listed::add);
            return listed;
        });
    }

    /** All that fit, one after the other; memory does not grow with their number. */
    public void all(DifferenceFilter filter, Consumer<ListedDifference> use) {
        database.inTransaction(connection -> {
            each(connection, filter, 0, Integer.MAX_VALUE, use);
            return null;
        });
    }

    private static void each(
            Connection connection, DifferenceFilter filter, long before, int limit, Consumer<ListedDifference> use)
            throws SQLException {
        Where where = new Where(filter);
        try (PreparedStatement query = connection.prepareStatement(SELECT
                + where.sql
                + (where.sql.isEmpty() ? " where" : " and")
                + " (? = 0 or d.id < ?) order by d.id desc limit ?")) {
            query.setFetchSize(FETCH);
            int next = where.fill(query, 1);
            query.setLong(next, before);
            query.setLong(next + 1, before);
            query.setInt(next + 2, limit);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    use.accept(read(rows));
                }
            }
        }
    }

    public Optional<ListedDifference> one(long id, boolean restricted) {
        return database.inTransaction(connection -> one(connection, id))
                .filter(difference -> restricted || !difference.restricted());
    }

    private static Optional<ListedDifference> one(Connection connection, long id) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(SELECT + " where d.id = ?")) {
            query.setLong(1, id);
            try (ResultSet rows = query.executeQuery()) {
                return rows.next() ? Optional.of(read(rows)) : Optional.empty();
            }
        }
    }

    /**
     * Lets a difference stay, as long as both systems say what they say now.
     *
     * @param seen what the person saw of it: if it has changed since, nothing is accepted
     * @return whether it was there as seen
     * @throws IllegalArgumentException if there is no reason
     */
    public boolean accept(ListedDifference seen, String reason, String actor) {
        if (reason.isBlank()) {
            throw new IllegalArgumentException("A difference is accepted for a reason; write one.");
        }
        return database.inTransaction(connection -> {
            try (PreparedStatement update = connection.prepareStatement("""
                    update hub.difference set accepted = true
                    where id = ? and owner_value = ? and other_value = ? returning 1""")) {
                update.setLong(1, seen.id());
                update.setString(2, seen.ownerValue());
                update.setString(3, seen.otherValue());
                try (ResultSet row = update.executeQuery()) {
                    if (!row.next()) {
                        return false;
                    }
                }
            }
            try (PreparedStatement upsert = connection.prepareStatement("""
                    insert into hub.accepted_difference (entity_id, field, other, owner_value, other_value, reason, actor)
                    values (?, ?, ?, ?, ?, ?, ?) on conflict (entity_id, field, other) do update set
                        owner_value = excluded.owner_value, other_value = excluded.other_value, reason = excluded.reason,
                        actor = excluded.actor, at = now()""")) {
                upsert.setLong(1, seen.entity());
                upsert.setString(2, seen.field());
                upsert.setString(3, seen.other());
                upsert.setString(4, seen.ownerValue());
                upsert.setString(5, seen.otherValue());
                upsert.setString(6, reason);
                upsert.setString(7, actor);
                upsert.executeUpdate();
            }
            audit.write(connection, entry("difference-accepted", seen, actor).because(reason));
            return true;
        });
    }

    /** Opens an accepted difference again. */
    public void reopen(ListedDifference seen, String actor) {
        database.inTransaction(connection -> {
            try (PreparedStatement delete = connection.prepareStatement(
                    "delete from hub.accepted_difference where entity_id = ? and field = ? and other = ?")) {
                delete.setLong(1, seen.entity());
                delete.setString(2, seen.field());
                delete.setString(3, seen.other());
                delete.executeUpdate();
            }
            try (PreparedStatement update = connection.prepareStatement(
                    "update hub.difference set accepted = false where id = ? and accepted")) {
                update.setLong(1, seen.id());
                if (update.executeUpdate() > 0) {
                    audit.write(connection, entry("difference-reopened", seen, actor));
                }
            }
            return null;
        });
    }

    private static AuditEntry entry(String action, ListedDifference seen, String actor) {
        return AuditEntry.of(actor, action, "difference " + seen.id())
                .about(seen.entity())
                .with("record", seen.recordType())
                .with("field", seen.field())
                .with("owner", seen.ownerSystem())
                .with("other", seen.otherSystem());
    }

    private static ListedDifference read(ResultSet row) throws SQLException {
        return new ListedDifference(
                row.getLong(1),
                row.getString(2),
                row.getLong(3),
                row.getString(4),
                row.getString(5),
                row.getString(6),
                row.getString(7),
                row.getString(8),
                row.getString(9),
                row.getString(10),
                row.getTimestamp(11).toInstant(),
                row.getBoolean(12),
                row.getString(13) == null
                        ? Optional.empty()
                        : Optional.of(new ListedDifference.Acceptance(
                                row.getString(13),
                                row.getString(14),
                                row.getTimestamp(15).toInstant())));
    }

    /** The filter as SQL. */
    private static final class Where {
        private final List<Object> values = new ArrayList<>();
        private String sql = "";

        Where(DifferenceFilter filter) {
            filter.recordType().ifPresent(value -> and("d.record_type = ?", value));
            filter.field().ifPresent(value -> and("d.field = ?", value));
            filter.owner().ifPresent(value -> and("d.owner_system = ?", value));
            filter.other().ifPresent(value -> and("d.other_system = ?", value));
            filter.system().ifPresent(value -> and("? in (d.owner_system, d.other_system)", value));
            filter.entity().ifPresent(value -> and("d.entity_id = ?", value));
            filter.accepted().ifPresent(value -> and("d.accepted = ?", value));
            if (!filter.restricted()) {
                and("not " + RESTRICTED);
            }
        }

        private void and(String condition, Object... value) {
            sql += (sql.isEmpty() ? " where " : " and ") + condition;
            values.addAll(List.of(value));
        }

        int fill(PreparedStatement query, int from) throws SQLException {
            int at = from;
            for (Object value : values) {
                query.setObject(at++, value);
            }
            return at;
        }
    }
}
