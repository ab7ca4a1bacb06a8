package uk.fosteringhub.core.deliver;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import uk.fosteringhub.core.mapping.GoldenChange;
import uk.fosteringhub.core.mapping.OutgoingForm;
import uk.fosteringhub.core.mapping.Surroundings;
import uk.fosteringhub.core.records.CanonicalJson;
import uk.fosteringhub.core.records.RecordType;
import uk.fosteringhub.core.records.RecordTypes;
import uk.fosteringhub.core.store.Awaited;

/** What the store knows around a batch of changes, looked up with one query for each kind of question. */
final class StoreAround implements Surroundings {
    /** An awaited person counts as restricted, which is all that is known of one who has not come. */
    private static final String PERSONS = """
            select asked.id, coalesce(to_jsonb(g) - 'provenance', '{}')
                || case when awaited.yes then '{"restricted": true}'::jsonb else '{}' end
            from unnest(?::bigint[]) as asked (id) left join fostering.person g on g.id = asked.id
            cross join lateral (select %s as yes) awaited where g.id is not null or awaited.yes""".formatted(Awaited.is("asked.id"));

    private record Question(String keyspace, String recordType) {}

    private final Map<Question, Map<Long, String>> keys = new HashMap<>();
    private final Map<String, Map<Long, Object[]>> records = new HashMap<>();
    private final Set<Long> owed;
    private final Set<Long> offered;
    private final Set<Long> withdrawn;

    private StoreAround(Set<Long> owed, Set<Long> offered, Set<Long> withdrawn) {
        this.owed = owed;
        this.offered = offered;
        this.withdrawn = withdrawn;
    }

    /**
     * @param changes with the forms of their mappings
     * @param owed the records of which an earlier change did not get there
     * @param offered the records that the target was ever to be told of
     */
    static StoreAround of(
            Connection connection, Map<GoldenChange, OutgoingForm> changes, Set<Long> owed, Set<Long> offered)
            throws SQLException {
        Map<Question, Set<Long>> wantedKeys = new LinkedHashMap<>();
        Map<String, Set<Long>> wantedRecords = new LinkedHashMap<>();
        changes.forEach((change, form) -> {
            want(wantedKeys, new Question(form.keyspace(), change.type().name()), change.entity());
            for (OutgoingForm.Need need : form.needs()) {
                Object entity = change.values()[change.type().indexOf(need.reference())];
                String type = change.type().field(need.reference()).refersTo();
                if (entity instanceof Long id) {
                    if (need.keyspace().isEmpty()) {
                        want(wantedRecords, type, id);
                    } else {
                        want(wantedKeys, new Question(need.keyspace(), type), id);
                    }
                }
            }
        });
        StoreAround around = new StoreAround(owed, offered, Withdrawn.among(connection, changes));
        for (var wanted : wantedKeys.entrySet()) {
            around.keys.put(wanted.getKey(), keys(connection, wanted.getKey(), wanted.getValue()));
        }
        for (var wanted : wantedRecords.entrySet()) {
            around.records.put(wanted.getKey(), records(connection, wanted.getKey(), wanted.getValue()));
        }
        return around;
    }

    @Override
    public Optional<String> key(String keyspace, String recordType, long entity) {
        return Optional.ofNullable(
                keys.getOrDefault(new Question(keyspace, recordType), Map.of()).get(entity));
    }

    @Override
    public Optional<Object[]> record(String recordType, long entity) {
        return Optional.ofNullable(records.getOrDefault(recordType, Map.of()).get(entity));
    }

    @Override
    public boolean owed(long entity) {
        return owed.contains(entity);
    }

    @Override
    public boolean offered(long entity) {
        return offered.contains(entity);
    }

    @Override
    public boolean withdrawn(long change) {
        return withdrawn.contains(change);
    }

    private static <K> void want(Map<K, Set<Long>> wanted, K key, long entity) {
        wanted.computeIfAbsent(key, first -> new TreeSet<>()).add(entity);
    }

    /** A record that has not ended there comes before one that has. */
    private static Map<Long, String> keys(Connection connection, Question question, Collection<Long> entities)
            throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("""
                select distinct on (c.entity_id) c.entity_id, c.key
                from hub.contribution c join hub.source s on s.id = c.source_id
                where c.entity_id = any(?) and s.keyspace = ? and s.record_type = ?
                order by c.entity_id, (c.state = 'a') desc, (c.state = 'x') desc, c.key""")) {
            query.setArray(1, connection.createArrayOf("bigint", entities.toArray()));
            query.setString(2, question.keyspace());
            query.setString(3, question.recordType());
            Map<Long, String> found = new HashMap<>();
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    found.put(rows.getLong(1), rows.getString(2));
                }
            }
            return found;
        }
    }

    private static Map<Long, Object[]> records(Connection connection, String name, Collection<Long> entities)
            throws SQLException {
        RecordType type = RecordTypes.named(name).orElseThrow();
        try (PreparedStatement query = connection.prepareStatement(
                type.equals(RecordTypes.PERSON)
                        ? PERSONS
                        : "select id, to_jsonb(g) - 'provenance' from fostering." + type.name()
                                + " g where id = any(?)")) {
            query.setArray(1, connection.createArrayOf("bigint", entities.toArray()));
            Map<Long, Object[]> found = new HashMap<>();
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    found.put(rows.getLong(1), CanonicalJson.read(type, rows.getString(2)));
                }
            }
            return found;
        }
    }
}
