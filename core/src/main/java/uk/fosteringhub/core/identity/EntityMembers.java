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
import uk.fosteringhub.core.checks.HubKeys;
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

    /**
     * @param come whether the record itself has come, and is not only expected
     * @param byHubId whether its key is the entity's own hub id, now or before it was merged
     * @param targetKey whether a target said that it has the entity under this key, and has not told of it itself
     */
    record Member(int source, Reference name, long entity, boolean come, boolean byHubId, boolean targetKey) {
        /** Whether it is nothing but the entity's hub id, made known as a key. */
        boolean isOnlyAHubId() {
            return byHubId && !come;
        }

        /** Whether a record said something under this hub id. */
        boolean saidUnder(long hubId) {
            return byHubId && come && name.key().equals(Long.toString(hubId));
        }
    }

    /** A contribution that is about another entity from now on. */
    record Move(Member member, long to) {}

    /** A record says that it has another name. */
    record Link(Reference name, Reference otherName) {}

    /** Contributions, and the names in common that they say. */
    record Held(List<Member> members, List<Link> links) {
        static final Held NOTHING = new Held(List.of(), List.of());
    }

    /** The contributions about some entities, by source and key. */
    Held of(Collection<Long> entities) throws SQLException {
        if (entities.isEmpty()) {
            return Held.NOTHING;
        }
        List<Member> members = new ArrayList<>();
        List<Link> links = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement("""
                select c.source_id, s.keyspace, c.key, c.entity_id, c.state <> 'x' and s.keyspace <> ?,
                    s.keyspace = any(?) and (c.key = c.entity_id::text or exists (
                        select 1 from hub.redirect r where r.new_entity = c.entity_id and r.old_entity::text = c.key)),
                    c.state = 'x' and f.name like 'to-%', os.keyspace, o.other_key
                from hub.contribution c join hub.source s on s.id = c.source_id
                left join hub.feed f on f.id = c.feed_id
                left join hub.other_name o on o.source_id = c.source_id and o.key = c.key
                left join hub.source os on os.id = o.other_source_id
                where c.entity_id = any(?) order by c.source_id, c.key, os.keyspace, o.other_key""")) {
            query.setString(1, HubKeys.IDENTITY);
            query.setArray(2, array("text", HubKeys.KEYSPACES.stream()));
            query.setArray(3, array("bigint", entities.stream()));
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    Reference name = new Reference(rows.getString(2), rows.getString(3));
                    Member member = new Member(
                            rows.getInt(1),
                            name,
                            rows.getLong(4),
                            rows.getBoolean(5),
                            rows.getBoolean(6),
                            rows.getBoolean(7));
                    if (members.isEmpty() || !members.get(members.size() - 1).equals(member)) {
                        members.add(member);
                    }
                    if (rows.getString(8) != null) {
                        links.add(new Link(name, new Reference(rows.getString(8), rows.getString(9))));
                    }
                }
            }
        }
        return new Held(members, links);
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

    /** Which entity each contribution to one was about at first, where that was another one. */
    Map<Member, Long> origins(long entity, List<Member> members) throws SQLException {
        Map<String, Long> first = new HashMap<>();
        try (PreparedStatement query = connection.prepareStatement("""
                select distinct on (m.source_id, m.key) m.source_id || ' ' || m.key, m.from_entity
                from hub.contribution c join hub.entity_move m on m.source_id = c.source_id and m.key = c.key
                where c.entity_id = ? order by m.source_id, m.key, m.id""")) {
            query.setLong(1, entity);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    first.put(rows.getString(1), rows.getLong(2));
                }
            }
        }
        Map<Member, Long> origins = new HashMap<>();
        for (Member member : members) {
            Long origin = first.get(member.source() + " " + member.name().key());
            if (origin != null && origin != entity) {
                origins.put(member, origin);
            }
        }
        return origins;
    }

    /** The hub ids that lead to an entity, in order. */
    List<Long> redirectsTo(long entity) throws SQLException {
        try (PreparedStatement query =
                connection.prepareStatement("select old_entity from hub.redirect where new_entity = ? order by 1")) {
            query.setLong(1, entity);
            List<Long> old = new ArrayList<>();
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    old.add(rows.getLong(1));
                }
            }
            return old;
        }
    }

    /** The entities that some hub ids stand for now; those that lead nowhere else are left out. */
    Map<Long, Long> redirected(Collection<Long> entities) throws SQLException {
        Map<Long, Long> now = new HashMap<>();
        try (PreparedStatement query = connection.prepareStatement(
                "select old_entity, new_entity from hub.redirect where old_entity = any(?)")) {
            query.setArray(1, array("bigint", entities.stream()));
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    now.put(rows.getLong(1), rows.getLong(2));
                }
            }
        }
        return now;
    }

    /** Lets hub ids that led to an entity lead to a part of it; one that is that part again leads nowhere. */
    void redirect(List<Long> old, long to) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement("delete from hub.redirect where old_entity = ?")) {
            delete.setLong(1, to);
            delete.executeUpdate();
        }
        try (PreparedStatement update =
                connection.prepareStatement("update hub.redirect set new_entity = ? where old_entity = any(?)")) {
            update.setLong(1, to);
            update.setArray(2, array("bigint", old.stream()));
            update.executeUpdate();
        }
    }

    /** @param why in words, for {@code hub.entity_move} */
    void move(List<Move> moves, String why) throws SQLException {
        if (moves.isEmpty()) {
            return;
        }
        try (PreparedStatement update = connection.prepareStatement("""
                with moved as (select * from unnest(?, ?, ?) as moved (source, key, entity)),
                kept as (
                    insert into hub.entity_move (source_id, key, from_entity, to_entity, why)
                    select c.source_id, c.key, c.entity_id, moved.entity, ? from moved
                    join hub.contribution c on c.source_id = moved.source and c.key = moved.key)
                update hub.contribution c set entity_id = moved.entity
                from moved where c.source_id = moved.source and c.key = moved.key""")) {
            update.setArray(1, array("int2", moves.stream().map(move ->
                    (short) move.member().source())));
            update.setArray(2, array("text", moves.stream().map(move -> move.member()
                    .name()
                    .key())));
            update.setArray(3, array("bigint", moves.stream().map(Move::to)));
            update.setString(4, why);
            update.executeUpdate();
        }
    }

    /**
     * Moves everything that is about some entities, and keeps where to.
     *
     * @param entities from the one that ends to the one that stays
     * @param whys for each that ends, in words
     */
    void merge(Map<Long, Long> entities, Map<Long, String> whys) throws SQLException {
        if (entities.isEmpty()) {
            return;
        }
        List<String> words = entities.keySet().stream().map(whys::get).toList();
        for (String sql : List.of("""
                with merged as (select * from unnest(?, ?, ?) as merged (gone, kept, why)),
                moved as (
                    insert into hub.entity_move (source_id, key, from_entity, to_entity, why)
                    select c.source_id, c.key, merged.gone, merged.kept, merged.why
                    from merged join hub.contribution c on c.entity_id = merged.gone)
                update hub.contribution c set entity_id = merged.kept from merged where c.entity_id = merged.gone""", """
                update hub.redirect r set new_entity = merged.kept
                from unnest(?, ?, ?) as merged (gone, kept, why) where r.new_entity = merged.gone""")) {
            try (PreparedStatement update = connection.prepareStatement(sql)) {
                setMerged(update, 1, entities, words);
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
            setMerged(insert, 2, entities, words);
            insert.executeUpdate();
        }
    }

    private void setMerged(PreparedStatement statement, int first, Map<Long, Long> entities, List<String> whys)
            throws SQLException {
        statement.setArray(first, array("bigint", entities.keySet().stream()));
        statement.setArray(first + 1, array("bigint", entities.values().stream()));
        statement.setArray(first + 2, array("text", whys.stream()));
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
