package uk.fosteringhub.core.identity;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.slf4j.Logger;
import uk.fosteringhub.core.checks.HubKeys;
import uk.fosteringhub.core.merge.Contribution;
import uk.fosteringhub.core.publish.Targets;
import uk.fosteringhub.core.records.RecordType;
import uk.fosteringhub.core.records.Reference;

/**
 * For which record an entity was made. A target that has the entity under its hub id was told of that record, so hub id and
 * the target's key go with it when the entity falls apart: with another, one person's record there is overwritten with
 * another's.
 */
final class Founders {
    private final Connection connection;
    private final RecordType type;

    Founders(Connection connection, RecordType type) {
        this.connection = connection;
        this.type = type;
    }

    /**
     * A key that a target answered with, and that nobody else has said.
     *
     * @param home the entity that the target was told of: the one it is about, or one that became part of that
     * @param founders for which records that was made, as in {@link #of}
     */
    record TargetKey(Reference name, long entity, long home, Set<Reference> founders) {

        boolean isOf(long hubId) {
            return entity == hubId && home == hubId;
        }
    }

    /** The keys under which targets have some entities. */
    List<TargetKey> targetKeys(EntityMembers members, Collection<Long> entities, EntityMembers.Held held)
            throws SQLException {
        Set<Reference> said = new HashSet<>();
        held.links().forEach(link -> said.add(link.otherName()));
        List<TargetKey> keys = new ArrayList<>();
        for (long entity : entities) {
            List<EntityMembers.Member> answered = held.members().stream()
                    .filter(member -> member.entity() == entity && member.targetKey() && !said.contains(member.name()))
                    .toList();
            Map<EntityMembers.Member, Long> origins = answered.isEmpty() ? Map.of() : members.origins(entity, answered);
            for (EntityMembers.Member member : answered) {
                long home = origins.getOrDefault(member, entity);
                keys.add(new TargetKey(member.name(), entity, home, of(home, entity)));
            }
        }
        return keys;
    }

    /**
     * What was said under hub ids of some entities, such as the answer to a request, with the records for which those
     * entities were made: whoever speaks of a hub id means these.
     */
    Map<Reference, Set<Reference>> underHubIds(EntityMembers.Held held) throws SQLException {
        Map<Reference, Set<Reference>> found = new LinkedHashMap<>();
        for (EntityMembers.Member member : held.members()) {
            if (member.byHubId() && member.come() && !found.containsKey(member.name())) {
                found.put(member.name(), of(Long.parseLong(member.name().key()), member.entity()));
            }
        }
        found.values().forEach(founders -> founders.removeAll(found.keySet()));
        return found;
    }

    /** Whether a target was told of an entity under its hub id. In Kafka nothing is kept that a change could spoil. */
    boolean told(long entity) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("""
                select exists (select 1 from hub.receipt
                    where entity_id = ? and record_type = ? and target <> ?
                        and state in ('delivered', 'sent', 'given_up'))""")) {
            query.setLong(1, entity);
            query.setString(2, type.name());
            query.setString(3, Targets.KAFKA);
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        }
    }

    /**
     * The record that an entity was made for; of one that was made of records of another entity, these.
     *
     * @param home the entity
     * @param entity what its records are about now
     * @return all records that have come and are about it now, if the log of changes does not go back so far or those are
     *     about something else by now: where these stay together, it need not be known
     */
    Set<Reference> of(long home, long entity) throws SQLException {
        Set<Reference> known = known(home, entity);
        return known.isEmpty() ? all(entity) : known;
    }

    private Set<Reference> all(long entity) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("""
                select s.keyspace, c.key from hub.contribution c join hub.source s on s.id = c.source_id and s.keyspace <> ?
                where c.entity_id = ? and c.state <> 'x'""")) {
            query.setString(1, HubKeys.IDENTITY);
            query.setLong(2, entity);
            Set<Reference> all = new HashSet<>();
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    all.add(new Reference(rows.getString(1), rows.getString(2)));
                }
            }
            return all;
        }
    }

    private Set<Reference> known(long home, long entity) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(
                """
                with made as (
                    select cause from hub.change where entity_id = ? and record_type = ? and kind = 'created'
                    order by version limit 1),
                come as (
                    select s.keyspace, c.key, %s as name, first.came, first.at
                    from hub.contribution c join hub.source s on s.id = c.source_id and s.keyspace <> ?
                    left join lateral (
                        select m.to_entity = ? as came, m.at from hub.entity_move m
                        where m.source_id = c.source_id and m.key = c.key and ? in (m.from_entity, m.to_entity)
                        order by m.id limit 1) first on true
                    where c.entity_id = ? and c.state <> 'x')
                select come.keyspace, come.key, come.name = made.cause as by_record from made, come
                where come.name = made.cause and come.came is not true
                    or come.came and come.at = (select min(m.at) from hub.entity_move m where m.to_entity = ?)
                        and not exists (
                            select 1 from hub.entity_move m join hub.source s on s.id = m.source_id
                            where m.from_entity = ? and %s = made.cause)
                order by by_record desc, come.keyspace, come.key""".formatted(Contribution.nameInSql("s", "c.key"), Contribution.nameInSql("s", "m.key")))) {
            query.setLong(1, home);
            query.setString(2, type.name());
            query.setString(3, HubKeys.IDENTITY);
            query.setLong(4, home);
            query.setLong(5, home);
            query.setLong(6, entity);
            query.setLong(7, home);
            query.setLong(8, home);
            Set<Reference> founders = new LinkedHashSet<>();
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    founders.add(new Reference(rows.getString(1), rows.getString(2)));
                    if (rows.getBoolean(3)) {
                        break;
                    }
                }
            }
            return founders;
        }
    }

    /** For whoever looks after the hub: a target's record that a person has to give to somebody, there or here. */
    static void warnOfKeysLeft(Logger log, RecordType type, long entity) {
        log.warn("record={} entity={} outcome=target-keys-left-to-nobody", type.name(), entity);
    }

    /** A name goes with the founders of its entity, if they are all together. */
    static void join(Groups<Object> groups, Reference name, Set<Reference> founders) {
        place(founders, founder -> Optional.of(groups.of(founder))).ifPresent(place -> groups.join(name, place));
    }

    /** Where all of the founders are; empty if they are in several places: then nobody knows. */
    static <T> Optional<T> place(Set<Reference> founders, Function<Reference, Optional<T>> placeOf) {
        Set<Optional<T>> places = new HashSet<>();
        founders.forEach(founder -> places.add(placeOf.apply(founder)));
        return places.size() == 1 ? places.iterator().next() : Optional.empty();
    }
}
