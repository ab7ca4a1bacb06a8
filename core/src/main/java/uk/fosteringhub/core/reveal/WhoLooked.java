package uk.fosteringhub.core.reveal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import uk.fosteringhub.core.records.Field;
import uk.fosteringhub.core.records.RecordType;
import uk.fosteringhub.core.records.RecordTypes;
import uk.fosteringhub.core.store.Database;

/**
 * Who looked at a person, a household or an enquiry: what the audit says of it, of what it was called before two records
 * became one, of the records around it that show the same people, and of the rows of all these that failed. Or who looked at
 * a failure.
 */
public final class WhoLooked {
    private static final int MOST_AROUND = 5_000;

    private final Database database;

    public WhoLooked(Database database) {
        this.database = database;
    }

    /**
     * One look, or one act.
     *
     * @param audit number of its entry
     * @param at when
     * @param through the record that was looked at, such as {@code household 1002}, or the failure that was asked about
     */
    public record Look(
            long audit, Instant at, String actor, String action, String subject, String reason, String through) {}

    /**
     * @param from this moment included
     * @param before only entries with a lower number; 0: from the newest
     * @param limit how many at most
     */
    public record Asked(Optional<Instant> from, Optional<Instant> until, long before, int limit) {}

    /** What kind of record a number stands for, now or before it was joined with another; empty if there never was one. */
    public Optional<RecordType> typeOf(long entity) {
        return database.inTransaction(connection -> {
            try (PreparedStatement query = connection.prepareStatement("""
                    select s.record_type from hub.contribution c join hub.source s on s.id = c.source_id
                    where c.entity_id = ?
                    union select record_type from hub.redirect where old_entity = ? limit 1""")) {
                query.setLong(1, entity);
                query.setLong(2, entity);
                try (ResultSet row = query.executeQuery()) {
                    return row.next() ? RecordTypes.named(row.getString(1)) : Optional.empty();
                }
            }
        });
    }

    /** Whether there is a failure of this number, or was before it was removed for its age, as the audit knows it. */
    public boolean knows(Subject failure) {
        return database.inTransaction(connection -> {
            try (PreparedStatement query = connection.prepareStatement("""
                    select exists (select 1 from hub.failure where id = ?)
                        or exists (select 1 from hub.audit where subject = ?)""")) {
                query.setLong(1, failure.id());
                query.setString(2, failure.toString());
                try (ResultSet row = query.executeQuery()) {
                    return row.next() && row.getBoolean(1);
                }
            }
        });
    }

    /** Looks at one failure, the newest first. */
    public List<Look> at(Subject failure, Asked asked) {
        return database.inTransaction(
                connection -> looks(connection, Map.of(), Map.of(failure.toString(), failure.toString()), asked));
    }

    /** The newest first. */
    public List<Look> at(RecordType type, long entity, Asked asked) {
        return database.inTransaction(connection -> at(connection, type, entity, asked));
    }

    /** The same in the caller's transaction. */
    public static List<Look> at(Connection connection, RecordType type, long entity, Asked asked) throws SQLException {
        Map<Long, String> around = around(connection, type, entity);
        return looks(connection, around, failures(connection, around), asked);
    }

    private static List<Look> looks(
            Connection connection, Map<Long, String> around, Map<String, String> failures, Asked asked)
            throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("""
                    select id, at, actor, action, subject, reason, entity_id from hub.audit
                    where (entity_id = any(?) or subject = any(?)) and (? = 0 or id < ?)
                        and (?::timestamptz is null or at >= ?) and (?::timestamptz is null or at < ?)
                    order by id desc limit ?""")) {
            query.setArray(1, connection.createArrayOf("bigint", around.keySet().toArray()));
            query.setArray(2, connection.createArrayOf("text", failures.keySet().toArray()));
            query.setLong(3, asked.before());
            query.setLong(4, asked.before());
            time(query, 5, asked.from());
            time(query, 7, asked.until());
            query.setInt(9, asked.limit());
            List<Look> looks = new ArrayList<>();
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    looks.add(new Look(
                            row.getLong(1),
                            row.getTimestamp(2).toInstant(),
                            row.getString(3),
                            row.getString(4),
                            row.getString(5),
                            row.getString(6),
                            around.getOrDefault(row.getLong(7), failures.get(row.getString(5)))));
                }
            }
            return looks;
        }
    }

    /**
     * Rows of these records that failed, and changes of them that a target did not take, as the audit calls them. One that has
     * not come is not asked for: it goes by the feed that told of it, where its key is that of another record.
     */
    private static Map<String, String> failures(Connection connection, Map<Long, String> around) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("""
                with around as (select * from unnest(?::bigint[], ?::text[]) as around (entity, through))
                select 'failure ' || f.id, through from around
                join hub.contribution c on c.entity_id = entity and c.state <> 'x'
                join hub.feed b on b.id = c.feed_id
                join hub.failure f on f.source_key = c.key and f.feed = b.name
                union
                select 'failure ' || f.id, through from around
                join hub.failure f
                    on f.source_key = split_part(through, ' ', 1) || ' ' || entity and f.feed like 'to-%'""")) {
            query.setArray(1, connection.createArrayOf("bigint", around.keySet().toArray()));
            query.setArray(2, connection.createArrayOf("text", around.values().toArray()));
            Map<String, String> failures = new LinkedHashMap<>();
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    failures.putIfAbsent(rows.getString(1), rows.getString(2));
                }
            }
            return failures;
        }
    }

    private static void time(PreparedStatement query, int at, Optional<Instant> value) throws SQLException {
        java.sql.Timestamp time = value.map(java.sql.Timestamp::from).orElse(null);
        query.setTimestamp(at, time);
        query.setTimestamp(at + 1, time);
    }

    /** The record, those that lead to it, the people of a household or an enquiry; each with what it was called before. */
    private static Map<Long, String> around(Connection connection, RecordType type, long asked) throws SQLException {
        Map<Long, String> found = new LinkedHashMap<>();
        long entity = present(connection, asked);
        found.put(entity, type.name() + " " + entity);
        leadingTo(connection, type, List.of(entity), found);
        if (type.equals(RecordTypes.PERSON)) {
            List<Long> households = numbers(found, RecordTypes.HOUSEHOLD);
            leadingTo(connection, RecordTypes.HOUSEHOLD, households, found);
        } else {
            people(connection, type, entity, found);
        }
        earlierNumbers(connection, found);
        return found;
    }

    private static long present(Connection connection, long asked) throws SQLException {
        try (PreparedStatement query =
                connection.prepareStatement("select new_entity from hub.redirect where old_entity = ?")) {
            query.setLong(1, asked);
            try (ResultSet row = query.executeQuery()) {
                return row.next() ? row.getLong(1) : asked;
            }
        }
    }

    /** Records that have a reference to one of these. */
    private static void leadingTo(
            Connection connection, RecordType type, Collection<Long> entities, Map<Long, String> found)
            throws SQLException {
        if (entities.isEmpty()) {
            return;
        }
        for (RecordType other : RecordTypes.all()) {
            for (Field field : other.fields()) {
                if (field.refersTo().equals(type.name())) {
                    add(
                            connection,
                            "select id from fostering." + other.name() + " where " + field.name() + " = any(?) limit "
                                    + MOST_AROUND,
                            other,
                            entities,
                            found);
                }
            }
        }
    }

    private static void people(Connection connection, RecordType type, long entity, Map<Long, String> found)
            throws SQLException {
        for (Field field : type.fields()) {
            if (field.refersTo().equals(RecordTypes.PERSON.name())) {
                add(
                        connection,
                        "select " + field.name() + " from fostering." + type.name() + " where id = any(?) and "
                                + field.name() + " is not null",
                        RecordTypes.PERSON,
                        List.of(entity),
                        found);
            }
        }
    }

    private static void earlierNumbers(Connection connection, Map<Long, String> found) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(
                "select old_entity, new_entity from hub.redirect where new_entity = any(?)")) {
            query.setArray(1, connection.createArrayOf("bigint", found.keySet().toArray()));
            Map<Long, String> earlier = new LinkedHashMap<>();
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    earlier.put(rows.getLong(1), found.get(rows.getLong(2)));
                }
            }
            found.putAll(earlier);
        }
    }

    private static void add(
            Connection connection, String sql, RecordType type, Collection<Long> entities, Map<Long, String> found)
            throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            query.setArray(1, connection.createArrayOf("bigint", entities.toArray()));
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    found.putIfAbsent(rows.getLong(1), type.name() + " " + rows.getLong(1));
                }
            }
        }
    }

    private static List<Long> numbers(Map<Long, String> found, RecordType type) {
        return found.entrySet().stream()
                .filter(entry -> entry.getValue().startsWith(type.name() + " "))
                .map(Map.Entry::getKey)
                .toList();
    }
}
