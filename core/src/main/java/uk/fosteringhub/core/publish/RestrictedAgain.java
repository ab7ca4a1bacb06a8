package uk.fosteringhub.core.publish;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import uk.fosteringhub.core.records.Field;
import uk.fosteringhub.core.records.RecordType;
import uk.fosteringhub.core.records.RecordTypes;
import uk.fosteringhub.core.store.Restricted;

/**
 * Lets the log of everything say again what leads to persons who count as restricted now, or no longer, or to records that have come to lead to such a person by a change of their own: those records have no new
 * version, but their messages say whether they concern a restricted person. Systems have rules of their own for that, and
 * are not told. References are followed backwards, type by type, so that only what leads there is looked at.
 */
public final class RestrictedAgain {
    private final Connection connection;
    private final long delivery;
    private final boolean told;

    /** @param targets who gets what the delivery causes */
    public RestrictedAgain(Connection connection, long delivery, List<String> targets) {
        this.connection = connection;
        this.delivery = delivery;
        this.told = targets.contains(Targets.KAFKA);
    }

    /**
     * Which of some records lead to a restricted person; none where nobody asks, because nothing refers to such records and
     * no other hub id leads to them, or because the log of everything is not kept. Persons themselves say it by their own
     * field.
     */
    public Set<Long> leadingThere(RecordType type, Collection<Long> records) throws SQLException {
        if (!told || records.isEmpty() || type.equals(RecordTypes.PERSON)) {
            return Set.of();
        }
        try (PreparedStatement query = connection.prepareStatement("select g.id from fostering." + type.name()
                + " g where g.id = any(?) and "
                + (isReferredTo(type) ? "" : "exists (select 1 from hub.redirect m where m.new_entity = g.id) and ")
                + Restricted.concerns(type, "g"))) {
            query.setArray(1, connection.createArrayOf("bigint", records.toArray()));
            return ids(query);
        }
    }

    private static boolean isReferredTo(RecordType type) {
        return RecordTypes.all().stream()
                .flatMap(other -> other.fields().stream())
                .anyMatch(field -> field.refersTo().equals(type.name()));
    }

    /**
     * @param type of the records: persons, or others by which references lead on
     * @param records that are restricted now, or no longer, with the name of the contribution that says so
     */
    public void say(RecordType type, SortedMap<Long, String> records, Instant at) throws SQLException {
        if (records.isEmpty() || !told) {
            return;
        }
        RestrictionLock.changing(connection);
        Map<RecordType, Set<Long>> reached = new HashMap<>();
        Set<Long> first = withFormer(records.keySet());
        reached.put(type, new TreeSet<>(first));
        Map<RecordType, Set<Long>> further = Map.of(type, first);
        while (!further.isEmpty()) {
            further = leadingTo(further, reached);
        }
        reached.get(type).removeAll(records.keySet());
        String cause = records.get(records.firstKey());
        for (Map.Entry<RecordType, Set<Long>> some : reached.entrySet()) {
            say(some.getKey(), some.getValue(), cause, at);
        }
    }

    /**
     * Says records again that are as they were although whom they concern may be another question now, and those whose hub
     * ids lead there: contributions were moved from or to them, or they have come to be known by another name.
     *
     * @param records with what caused it
     * @param at of the changes that were made with it; records changed by these have messages of their own
     */
    public void sayUnchanged(RecordType type, Map<Long, String> records, Instant at) throws SQLException {
        if (records.isEmpty() || !told) {
            return;
        }
        try (PreparedStatement query = connection.prepareStatement(
                "select id from fostering." + type.name() + " where id = any(?) and changed_at <> ?")) {
            query.setArray(
                    1,
                    connection.createArrayOf(
                            "bigint", withFormer(records.keySet()).toArray()));
            query.setTimestamp(2, Timestamp.from(at));
            Set<Long> asTheyWere = ids(query);
            say(type, asTheyWere, records.values().iterator().next(), at);
        }
    }

    /**
     * Says some records themselves again, which are as they were.
     *
     * @param causes what each is named after
     */
    public void say(RecordType type, Set<Long> records, Map<Long, String> causes, Instant at) throws SQLException {
        if (!records.isEmpty() && told) {
            say(type, records, causes.get(records.iterator().next()), at);
        }
    }

    /** Records one step further away, that were not reached before. */
    private Map<RecordType, Set<Long>> leadingTo(Map<RecordType, Set<Long>> these, Map<RecordType, Set<Long>> reached)
            throws SQLException {
        Map<RecordType, Set<Long>> found = new HashMap<>();
        for (RecordType type : RecordTypes.all()) {
            for (Field field : type.fields()) {
                Set<Long> there = RecordTypes.named(field.refersTo())
                        .flatMap(to -> Optional.ofNullable(these.get(to)))
                        .orElse(Set.of());
                if (!there.isEmpty() && !type.equals(RecordTypes.PERSON)) {
                    found.computeIfAbsent(type, first -> new TreeSet<>())
                            .addAll(withFormer(pointing(type, field, there)));
                }
            }
        }
        found.forEach((type, records) -> {
            Set<Long> before = reached.computeIfAbsent(type, first -> new TreeSet<>());
            records.removeAll(before);
            before.addAll(records);
        });
        found.values().removeIf(Set::isEmpty);
        return found;
    }

    /** Records with the hub ids that have led to them since several turned out to be one. */
    private Set<Long> withFormer(Set<Long> records) throws SQLException {
        Set<Long> all = new TreeSet<>(records);
        if (!records.isEmpty()) {
            try (PreparedStatement query =
                    connection.prepareStatement("select old_entity from hub.redirect where new_entity = any(?)")) {
                query.setArray(1, connection.createArrayOf("bigint", records.toArray()));
                all.addAll(ids(query));
            }
        }
        return all;
    }

    private Set<Long> pointing(RecordType type, Field field, Set<Long> there) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(
                "select id from fostering." + type.name() + " where " + field.name() + " = any(?)")) {
            query.setArray(1, connection.createArrayOf("bigint", there.toArray()));
            return ids(query);
        }
    }

    private static Set<Long> ids(PreparedStatement query) throws SQLException {
        Set<Long> records = new TreeSet<>();
        try (ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
                records.add(rows.getLong(1));
            }
        }
        return records;
    }

    private void say(RecordType type, Set<Long> records, String cause, Instant at) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("""
                with told as materialized (select id, version, nextval('hub.change_id') as change
                    from fostering.%s where id = any(?)),
                logged as (insert into hub.change
                        (id, record_type, entity_id, version, kind, before, after, cause, delivery_id, changed_at)
                    select change, ?, id, version, 'repeated', '{}', '{}', ?, ?, ? from told)
                insert into hub.outgoing (target, change_id, changed_at, entity_id, version)
                select ?, change, ?, id, version from told""".formatted(type.name()))) {
            insert.setArray(1, connection.createArrayOf("bigint", records.toArray()));
            insert.setString(2, type.name());
            insert.setString(3, cause);
            insert.setLong(4, delivery);
            insert.setTimestamp(5, Timestamp.from(at));
            insert.setString(6, Targets.KAFKA);
            insert.setTimestamp(7, Timestamp.from(at));
            insert.executeUpdate();
        }
    }
}
