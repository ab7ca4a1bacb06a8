package uk.fosteringhub.core.identity;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import uk.fosteringhub.core.records.RecordType;
import uk.fosteringhub.core.records.Reference;

/** Which contributions are about an entity, and moving them to another. */
final class EntityMembers {
    private final Connection connection;
    private final RecordType type;

    EntityMembers(Connection connection, RecordType type) {
        this.connection = connection;
        this.type = type;
    }

    /** @param come whether the record itself has come, and is not only expected */
    record Member(int source, Reference name, long entity, boolean come) {}

    /** A contribution that is about another entity from now on. */
    record Move(Member member, long to) {}

    /** The contributions about some entities; joins the names that are said to be the same. */
    List<Member> of(Collection<Long> entities, Groups<Object> groups) throws SQLException {
        List<Member> members = new ArrayList<>();
        if (entities.isEmpty()) {
            return members;
        }
        try (PreparedStatement query = connection.prepareStatement("""
                select c.source_id, s.keyspace, c.key, c.entity_id, c.state <> 'x', os.keyspace, o.other_key
                from hub.contribution c join hub.source s on s.id = c.source_id
                left join hub.other_name o on o.source_id = c.source_id and o.key = c.key
                left join hub.source os on os.id = o.other_source_id
                where c.entity_id = any(?) order by c.source_id, c.key""")) {
            query.setArray(1, array("bigint", entities.stream()));
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    Reference name = new Reference(rows.getString(2), rows.getString(3));
                    Member member = new Member(rows.getInt(1), name, rows.getLong(4), rows.getBoolean(5));
                    if (members.isEmpty() || !members.get(members.size() - 1).equals(member)) {
                        members.add(member);
                    }
                    groups.add(name);
                    if (rows.getString(6) != null) {
                        groups.join(name, new Reference(rows.getString(6), rows.getString(7)));
                    }
                }
            }
        }
        return members;
    }

    /** Since when each entity has a golden record, in microseconds; entities that have none are left out. */
    Map<Long, Long> ages(List<Long> entities) throws SQLException {
        Map<Long, Long> ages = new HashMap<>();
        if (entities.isEmpty()) {
            return ages;
        }
        try (PreparedStatement query = connection.prepareStatement(
                "select id, (extract(epoch from valid_from) * 1000000)::bigint from fostering." + type.name()
                        + " where id = any(?)")) {
            query.setArray(1, array("bigint", entities.stream()));
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    ages.put(rows.getLong(1), rows.getLong(2));
                }
            }
        }
        return ages;
    }

    void move(List<Move> moves) throws SQLException {
        if (moves.isEmpty()) {
            return;
        }
        try (PreparedStatement update = connection.prepareStatement("""
                update hub.contribution c set entity_id = moved.entity
                from unnest(?, ?, ?) as moved (source, key, entity)
                where c.source_id = moved.source and c.key = moved.key""")) {
            update.setArray(1, array("int2", moves.stream().map(move ->
                    (short) move.member().source())));
            update.setArray(2, array("text", moves.stream().map(move -> move.member()
                    .name()
                    .key())));
            update.setArray(3, array("bigint", moves.stream().map(Move::to)));
            update.executeUpdate();
        }
    }

    /**
     * Moves everything that is about some entities, and keeps where to.
     *
     * @param entities from the one that ends to the one that stays
     * @param causes the key of the record that said so
     */
    void merge(Map<Long, Long> entities, Map<Long, String> causes) throws SQLException {
        if (entities.isEmpty()) {
            return;
        }
        for (String sql : List.of("""
                update hub.contribution c set entity_id = merged.kept
                from unnest(?, ?) as merged (gone, kept) where c.entity_id = merged.gone""", """
                update hub.redirect r set new_entity = merged.kept
                from unnest(?, ?) as merged (gone, kept) where r.new_entity = merged.gone""")) {
            try (PreparedStatement update = connection.prepareStatement(sql)) {
                update.setArray(1, array("bigint", entities.keySet().stream()));
                update.setArray(2, array("bigint", entities.values().stream()));
                update.executeUpdate();
            }
        }
        settleFailures(entities);
        try (PreparedStatement insert = connection.prepareStatement("""
                insert into hub.redirect (old_entity, new_entity, record_type, why, at)
                select gone, kept, ?, why, now() from unnest(?, ?, ?) as merged (gone, kept, why)
                on conflict (old_entity) do update set new_entity = excluded.new_entity, why = excluded.why,
                    at = excluded.at""")) {
            insert.setString(1, type.name());
            insert.setArray(2, array("bigint", entities.keySet().stream()));
            insert.setArray(3, array("bigint", entities.values().stream()));
            insert.setArray(
                    4,
                    array(
                            "text",
                            entities.keySet().stream()
                                    .map(gone -> "record " + causes.get(gone) + " is known by both names")));
            insert.executeUpdate();
        }
    }

    /** Nothing more is sent of an entity that is another one now, so what a target refused of it is over. */
    private void settleFailures(Map<Long, Long> entities) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("""
                update hub.failure set state = 'resolved', outcome = 'the record has become part of another one',
                    last_seen = now(), version = version + 1, changed_by = 'hub', changed_at = now()
                where source_key = any(?) and feed like 'to-%' and state in ('open', 'retrying')""")) {
            update.setArray(
                    1, array("text", entities.keySet().stream().sorted().map(gone -> type.name() + " " + gone)));
            update.executeUpdate();
        }
    }

    private Array array(String type, Stream<?> values) throws SQLException {
        return connection.createArrayOf(type, values.toArray());
    }
}
