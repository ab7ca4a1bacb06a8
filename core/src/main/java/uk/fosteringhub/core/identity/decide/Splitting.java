package uk.fosteringhub.core.identity.decide;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import uk.fosteringhub.core.identity.EntityMoves;
import uk.fosteringhub.core.identity.HeldTogether;
import uk.fosteringhub.core.records.RecordType;
import uk.fosteringhub.core.records.Reference;

/** Takes an entity apart, in the caller's transaction, and keeps who had seen it as one. */
final class Splitting {
    private final Connection connection;
    private final EntityMoves moves;

    Splitting(Connection connection, EntityMoves moves) {
        this.connection = connection;
        this.moves = moves;
    }

    /** The records of an entity that have come, with their names. */
    static Map<PersonRecord, Reference> records(Connection connection, long entity) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("""
                select c.source_id, c.key, s.keyspace from hub.contribution c join hub.source s on s.id = c.source_id
                where c.entity_id = ? and c.state <> 'x' and s.keyspace <> 'identity' order by c.source_id, c.key""")) {
            query.setLong(1, entity);
            Map<PersonRecord, Reference> records = new LinkedHashMap<>();
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    records.put(
                            new PersonRecord(rows.getInt(1), rows.getString(2)),
                            new Reference(rows.getString(3), rows.getString(2)));
                }
            }
            return records;
        }
    }

    /**
     * The parts into which an entity falls if two of its records do not hold each other any more: one with each of them.
     * What nothing holds to either stays with the larger. One part alone: something else still holds them together.
     */
    static List<Set<Reference>> parts(
            Connection connection, RecordType type, long entity, Reference one, Reference other) throws SQLException {
        List<Set<Reference>> groups = HeldTogether.groups(connection, type, entity);
        List<Set<Reference>> parts = new ArrayList<>();
        Set<Reference> left = new LinkedHashSet<>();
        for (Set<Reference> group : groups) {
            if (group.contains(one) || group.contains(other)) {
                parts.add(new LinkedHashSet<>(group));
            } else {
                left.addAll(group);
            }
        }
        if (parts.size() == 2) {
            boolean firstIsLarger = parts.get(0).size() >= parts.get(1).size();
            parts.get(firstIsLarger ? 0 : 1).addAll(left);
        }
        return parts;
    }

    /** Takes an entity apart. */
    Split carryOut(RecordType type, long entity, List<Set<Reference>> parts, String actor, String reason)
            throws SQLException {
        Optional<Instant> since = oneSince(connection, entity);
        Viewers viewers = Viewers.of(connection, type, entity, since);
        long id = next();
        String cause = "identity split " + id;
        List<Long> ids = new ArrayList<>(moves.part(type, entity, parts, cause, "taken apart by a person: " + cause));
        ids.remove(entity);
        try (PreparedStatement insert = connection.prepareStatement("""
                insert into hub.identity_split
                    (id, record_type, entity, parted, actor, reason, since, viewers)
                overriding system value values (?, ?, ?, ?, ?, ?, ?, ?::jsonb) returning at""")) {
            insert.setLong(1, id);
            insert.setString(2, type.name());
            insert.setLong(3, entity);
            insert.setArray(4, connection.createArrayOf("bigint", ids.toArray()));
            insert.setString(5, actor);
            insert.setString(6, reason);
            insert.setTimestamp(7, since.map(Timestamp::from).orElse(null));
            insert.setString(8, viewers.toJson());
            try (ResultSet row = insert.executeQuery()) {
                row.next();
                Instant at = row.getTimestamp(1).toInstant();
                return new Split(id, type.name(), entity, List.copyOf(ids), actor, reason, since, viewers, at);
            }
        }
    }

    /**
     * Says of every two records in different parts that they are different, so that nothing brings them together again.
     *
     * @param entity what they were
     * @param told a pair of which that has been written down already
     */
    void different(
            Split split,
            long entity,
            Map<PersonRecord, Reference> records,
            List<Set<Reference>> parts,
            Optional<PairOf> told)
            throws SQLException {
        List<PairOf> crossing = new ArrayList<>(crossing(records, parts));
        told.ifPresent(crossing::remove);
        try (PreparedStatement write = connection.prepareStatement("""
                with crossing as materialized (
                    select * from unnest(?::int[], ?::text[], ?::int[], ?::text[]) with ordinality
                        as crossing (one_source, one_key, other_source, other_key, place)),
                written as (
                    insert into hub.identity_pair as p
                        (one_source, one_key, other_source, other_key, state, by_person)
                    select one_source, one_key, other_source, other_key, 'different', true from crossing order by place
                    on conflict (one_source, one_key, other_source, other_key) do update set state = 'different',
                        by_person = true, doubted = false, doubt = '', put_off = false, first_verdict = null,
                        first_by = null, first_at = null, version = p.version + 1
                    returning p.*)
                insert into hub.identity_decision (pair_id, verdict, step, by_person, actor, reason, weight, judgement,
                    model, one_entity, other_entity, split_id)
                select id, 'different', 'alone', true, ?, ?, weight, judgement, model, ?, ?, ? from written order by id""")) {
            write.setArray(
                    1,
                    connection.createArrayOf(
                            "int4",
                            crossing.stream().map(pair -> pair.one().source()).toArray()));
            write.setArray(
                    2,
                    connection.createArrayOf(
                            "text",
                            crossing.stream().map(pair -> pair.one().key()).toArray()));
            write.setArray(
                    3,
                    connection.createArrayOf(
                            "int4",
                            crossing.stream().map(pair -> pair.other().source()).toArray()));
            write.setArray(
                    4,
                    connection.createArrayOf(
                            "text",
                            crossing.stream().map(pair -> pair.other().key()).toArray()));
            write.setString(5, split.actor());
            write.setString(6, split.reason());
            write.setLong(7, entity);
            write.setLong(8, entity);
            write.setLong(9, split.id());
            write.executeUpdate();
        }
    }

    private static List<PairOf> crossing(Map<PersonRecord, Reference> records, List<Set<Reference>> parts) {
        Map<Reference, Integer> partOf = new LinkedHashMap<>();
        for (int part = 0; part < parts.size(); part++) {
            for (Reference name : parts.get(part)) {
                partOf.put(name, part);
            }
        }
        Set<PairOf> crossing = new HashSet<>();
        records.forEach((one, oneName) -> records.forEach((other, otherName) -> {
            if (partOf.containsKey(oneName)
                    && partOf.containsKey(otherName)
                    && !partOf.get(oneName).equals(partOf.get(otherName))) {
                crossing.add(PairOf.of(one, other));
            }
        }));
        return crossing.stream()
                .sorted((some, others) -> {
                    int first = some.one().compareTo(others.one());
                    return first != 0 ? first : some.other().compareTo(others.other());
                })
                .toList();
    }

    /** The rules look at these records again: whose enquiries and checks they are, who lives with whom. */
    void lookAgain(Collection<PersonRecord> records) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("""
                insert into hub.identity_waiting (source_id, key)
                select parted.source, parted.key from unnest(?::int[], ?::text[]) as parted (source, key)""")) {
            insert.setArray(
                    1,
                    connection.createArrayOf(
                            "int4", records.stream().map(PersonRecord::source).toArray()));
            insert.setArray(
                    2,
                    connection.createArrayOf(
                            "text", records.stream().map(PersonRecord::key).toArray()));
            insert.executeUpdate();
        }
    }

    private long next() throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(
                        "select nextval(pg_get_serial_sequence('hub.identity_split', 'id'))");
                ResultSet row = query.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    /** When the first of an entity's records came to it from another. */
    static Optional<Instant> oneSince(Connection connection, long entity) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("""
                select min(m.at) from hub.entity_move m
                join hub.contribution c on c.source_id = m.source_id and c.key = m.key
                where m.to_entity = ? and c.entity_id = ?""")) {
            query.setLong(1, entity);
            query.setLong(2, entity);
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return Optional.ofNullable(row.getTimestamp(1)).map(Timestamp::toInstant);
            }
        }
    }
}
