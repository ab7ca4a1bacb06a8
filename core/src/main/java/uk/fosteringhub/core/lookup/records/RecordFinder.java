package uk.fosteringhub.core.lookup.records;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import uk.fosteringhub.core.records.RecordType;
import uk.fosteringhub.core.records.RecordTypes;
import uk.fosteringhub.core.store.Database;
import uk.fosteringhub.core.store.Restricted;

/** Finds golden records by what people know of them. */
public final class RecordFinder {
    private static final int MOST_LOOKED_AT = 5_000;

    private final Database database;
    private final FindableRecords findable;

    public RecordFinder(Database database) {
        this.database = database;
        this.findable = new FindableRecords(database);
    }

    /**
     * Those that fit, records that have not ended and whole words first; none where nothing is asked for. What was stored
     * before the call is found.
     */
    public List<FoundRecord> find(Asked asked) {
        if (asked.isEmpty()) {
            return List.of();
        }
        if (!asked.terms().isEmpty()) {
            findable.refresh();
        }
        return database.inTransaction(
                connection -> asked.byNumber() ? byNumber(connection, asked) : byTerms(connection, asked));
    }

    /** What one search box holds: the first of its readings that finds something. */
    public List<FoundRecord> find(String box, Optional<RecordType> type, int from, int limit, boolean restricted) {
        for (Asked reading : OneBox.readings(box, type, from, limit, restricted)) {
            List<FoundRecord> found = find(reading);
            if (!found.isEmpty()) {
                return found;
            }
        }
        return List.of();
    }

    private static List<FoundRecord> byTerms(Connection connection, Asked asked) throws SQLException {
        Terms terms = asked.terms();
        List<RecordType> types = FindableRecords.TYPES.stream()
                .filter(type -> asked.type().isEmpty() || asked.type().get().equals(type))
                .toList();
        if (types.isEmpty()) {
            return List.of();
        }
        // Materialized, since no estimate tells the planner how rare the beginning of a name is. Nobody leafs through
        // thousands: beyond that, some of those that fit are enough.
        StringBuilder sql = new StringBuilder("""
                with whole as materialized (
                    select entity_id, record_type, ended, true as whole from hub.findable
                    where terms @@ ?::tsquery and record_type = any(?) limit %1$d),
                beginning as materialized (
                    select entity_id, record_type, ended, false as whole from hub.findable
                    where terms @@ ?::tsquery and record_type = any(?) limit %1$d),
                found as (
                    select * from whole
                    union all select * from beginning b where not exists (
                        select 1 from whole w where w.entity_id = b.entity_id)),
                seen as (""".formatted(MOST_LOOKED_AT));
        String or = "";
        for (RecordType type : types) {
            sql.append(or)
                    .append("select f.entity_id, f.record_type, f.ended, f.whole from found f where record_type = '")
                    .append(type.name())
                    .append("'");
            if (!asked.restricted()) {
                sql.append(" and not exists (select 1 from fostering.")
                        .append(type.name())
                        .append(" g where g.id = f.entity_id and ")
                        .append(Restricted.concerns(type, "g"))
                        .append(')');
            }
            or = "\nunion all ";
        }
        sql.append(") select entity_id, record_type from seen order by ended, whole desc, entity_id offset ? limit ?");
        try (PreparedStatement query = connection.prepareStatement(sql.toString())) {
            Array names = connection.createArrayOf(
                    "text", types.stream().map(RecordType::name).toArray());
            query.setString(1, terms.whole());
            query.setArray(2, names);
            query.setString(3, terms.beginning());
            query.setArray(4, names);
            query.setInt(5, asked.from());
            query.setInt(6, asked.limit());
            return shown(connection, ids(query), asked.restricted());
        }
    }

    /** A hub id that is no longer leads to the record that took its place. */
    private static List<FoundRecord> byNumber(Connection connection, Asked asked) throws SQLException {
        Map<Long, String> ids = new LinkedHashMap<>();
        if (asked.hubId().isPresent()) {
            try (PreparedStatement query = connection.prepareStatement("""
                    with meant as (select ? as id union select new_entity from hub.redirect where old_entity = ?)
                    select distinct c.entity_id, s.record_type from meant m
                        join hub.contribution c on c.entity_id = m.id join hub.source s on s.id = c.source_id
                    where (?::text is null or s.record_type = ?)
                    union select m.id, r.record_type from meant m join hub.redirect r on r.old_entity = m.id
                    where (?::text is null or r.record_type = ?) order by 1""")) {
                query.setLong(1, asked.hubId().get());
                query.setLong(2, asked.hubId().get());
                for (int i = 3; i <= 6; i++) {
                    query.setString(i, asked.type().map(RecordType::name).orElse(null));
                }
                ids.putAll(ids(query));
            }
        }
        if (asked.key().isPresent()) {
            try (PreparedStatement query = connection.prepareStatement("""
                    select distinct c.entity_id, s.record_type from hub.source s
                        join hub.contribution c on c.source_id = s.id and c.key = ?
                    where (?::text is null or s.system = ? or s.keyspace = ?) and (?::text is null or s.record_type = ?)
                        and c.state <> 'x' order by 1 offset ? limit ?""")) {
                query.setString(1, asked.key().get());
                for (int i = 2; i <= 4; i++) {
                    query.setString(i, asked.system().orElse(null));
                }
                for (int i = 5; i <= 6; i++) {
                    query.setString(i, asked.type().map(RecordType::name).orElse(null));
                }
                query.setInt(7, asked.from());
                query.setInt(8, asked.limit());
                ids.putAll(ids(query));
            }
        }
        return shown(connection, ids, asked.restricted());
    }

    private static Map<Long, String> ids(PreparedStatement query) throws SQLException {
        Map<Long, String> ids = new LinkedHashMap<>();
        try (ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
                ids.put(rows.getLong(1), rows.getString(2));
            }
        }
        return ids;
    }

    /** In the order of the ids; those of which there is no golden record, or which may not be seen, are left out. */
    static List<FoundRecord> shown(Connection connection, Map<Long, String> ids, boolean restricted)
            throws SQLException {
        Map<Long, FoundRecord> found = new LinkedHashMap<>();
        for (String name : ids.values().stream().distinct().toList()) {
            RecordType type = RecordTypes.named(name).orElseThrow();
            Object[] ofType = ids.entrySet().stream()
                    .filter(entry -> entry.getValue().equals(name))
                    .map(Map.Entry::getKey)
                    .toArray();
            try (PreparedStatement query = connection.prepareStatement("select id, " + Labels.of(type, "g") + ", "
                    + (type.has("birth_date") ? "g.birth_date::text" : "null::text") + ", "
                    + (type.has("postcode") ? "g.postcode" : "null::text") + ", " + Restricted.concerns(type, "g")
                    + ", ended_at is not null from fostering." + name + " g where id = any(?)")) {
                query.setArray(1, connection.createArrayOf("bigint", ofType));
                try (ResultSet rows = query.executeQuery()) {
                    while (rows.next()) {
                        if (restricted || !rows.getBoolean(5)) {
                            found.put(
                                    rows.getLong(1),
                                    new FoundRecord(
                                            rows.getLong(1),
                                            name,
                                            rows.getString(2),
                                            Optional.ofNullable(rows.getString(3)),
                                            Optional.ofNullable(rows.getString(4)),
                                            rows.getBoolean(5),
                                            rows.getBoolean(6)));
                        }
                    }
                }
            }
        }
        List<FoundRecord> inOrder = new ArrayList<>();
        ids.keySet().stream().filter(found::containsKey).map(found::get).forEach(inOrder::add);
        return inOrder;
    }
}
