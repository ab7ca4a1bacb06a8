package uk.fosteringhub.core.differences;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import uk.fosteringhub.core.merge.Contribution;
import uk.fosteringhub.core.records.CanonicalJson;
import uk.fosteringhub.core.records.Field;
import uk.fosteringhub.core.records.FieldType;
import uk.fosteringhub.core.records.RecordType;
import uk.fosteringhub.core.records.Reference;

/** What active contributions say about some entities, references as hub ids. Only looks; writes nothing. */
public final class SaidOfEntities {
    private final Connection connection;
    private final RecordType type;
    private final int[] references;

    public SaidOfEntities(Connection connection, RecordType type) {
        this.connection = connection;
        this.type = type;
        this.references = java.util.stream.IntStream.range(0, type.fields().size())
                .filter(i -> type.fields().get(i).type() == FieldType.REFERENCE)
                .toArray();
    }

    /**
     * A contribution.
     *
     * @param since when its last change was received, as far as is known
     */
    public record Said(Contribution contribution, Instant since) {}

    /** By entity; in the order of the contributions' names. */
    public Map<Long, List<Said>> of(Collection<Long> entities) throws SQLException {
        Map<Long, List<Said>> said = new HashMap<>();
        try (PreparedStatement query = connection.prepareStatement("""
                with said as materialized (
                    select * from hub.contribution where entity_id = any(?) and state = 'a')
                select c.entity_id, s.system, s.keyspace, c.key, c.modified_at, c.body, coalesce(d.received_at, now())
                from said c join hub.source s on s.id = c.source_id and s.record_type = ?
                left join hub.delivery d on d.id = c.delivery_id
                order by c.entity_id, s.system, s.keyspace, c.key""")) {
            query.setArray(1, connection.createArrayOf("bigint", entities.toArray()));
            query.setString(2, type.name());
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    said.computeIfAbsent(rows.getLong(1), entity -> new ArrayList<>(2))
                            .add(new Said(
                                    new Contribution(
                                            rows.getString(2),
                                            rows.getString(3),
                                            rows.getString(4),
                                            Optional.ofNullable(rows.getTimestamp(5))
                                                    .map(Timestamp::toInstant),
                                            CanonicalJson.read(type, rows.getString(6))),
                                    rows.getTimestamp(7).toInstant()));
                }
            }
        }
        resolve(said);
        return said;
    }

    /** Keys of one record in two systems lead to one hub id; a key that leads nowhere stays as it is. */
    private void resolve(Map<Long, List<Said>> said) throws SQLException {
        if (references.length == 0) {
            return;
        }
        Map<String, Map<String, Set<String>>> wanted = new TreeMap<>();
        each(said, (field, reference) -> wanted.computeIfAbsent(field.refersTo(), to -> new TreeMap<>())
                .computeIfAbsent(reference.keyspace(), keyspace -> new TreeSet<>())
                .add(reference.key()));
        Map<String, Map<Reference, Long>> found = new HashMap<>();
        for (var ofType : wanted.entrySet()) {
            for (var ofKeyspace : ofType.getValue().entrySet()) {
                look(
                        ofType.getKey(),
                        ofKeyspace.getKey(),
                        ofKeyspace.getValue(),
                        found.computeIfAbsent(ofType.getKey(), of -> new HashMap<>()));
            }
        }
        said.values()
                .forEach(all -> all.forEach(one -> {
                    Object[] values = one.contribution().values();
                    for (int position : references) {
                        if (values[position] instanceof Reference reference) {
                            Field field = type.fields().get(position);
                            Long entity = found.getOrDefault(field.refersTo(), Map.of())
                                    .get(reference);
                            values[position] = entity == null ? reference : entity;
                        }
                    }
                }));
    }

    private void each(Map<Long, List<Said>> said, java.util.function.BiConsumer<Field, Reference> use) {
        said.values()
                .forEach(all -> all.forEach(one -> {
                    for (int position : references) {
                        if (one.contribution().values()[position] instanceof Reference reference) {
                            use.accept(type.fields().get(position), reference);
                        }
                    }
                }));
    }

    private void look(String recordType, String keyspace, Set<String> keys, Map<Reference, Long> entities)
            throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("""
                select distinct on (c.key) c.key, c.entity_id from hub.source s
                join hub.contribution c on c.source_id = s.id and c.key = any(?)
                where s.record_type = ? and s.keyspace = ? order by c.key, (s.system = s.keyspace) desc, s.id""")) {
            query.setArray(1, connection.createArrayOf("text", keys.toArray()));
            query.setString(2, recordType);
            query.setString(3, keyspace);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    entities.put(new Reference(keyspace, rows.getString(1)), rows.getLong(2));
                }
            }
        }
    }
}
