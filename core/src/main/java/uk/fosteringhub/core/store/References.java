package uk.fosteringhub.core.store;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import uk.fosteringhub.core.records.Field;
import uk.fosteringhub.core.records.FieldType;
import uk.fosteringhub.core.records.RecordType;
import uk.fosteringhub.core.records.Reference;

/**
 * Turns references into hub ids. A record that nobody has told of yet gets its id now and is marked as expected, so the
 * order in which records arrive does not matter.
 */
public final class References {
    private final Connection connection;
    private final int feedId;
    private final long delivery;

    public References(Connection connection, int feedId, long delivery) {
        this.connection = connection;
        this.feedId = feedId;
        this.delivery = delivery;
    }

    /** Which entities the references of some rows of values point to. */
    public Resolved resolve(RecordType type, List<Object[]> rows) throws SQLException {
        Map<String, TreeMap<String, TreeSet<String>>> wanted = new TreeMap<>();
        for (int i = 0; i < type.fields().size(); i++) {
            Field field = type.fields().get(i);
            if (field.type() == FieldType.REFERENCE) {
                for (Object[] values : rows) {
                    if (values[i] instanceof Reference reference) {
                        wanted.computeIfAbsent(field.refersTo(), to -> new TreeMap<>())
                                .computeIfAbsent(reference.keyspace(), keyspace -> new TreeSet<>())
                                .add(reference.key());
                    }
                }
            }
        }
        Map<String, Map<Reference, Long>> found = new HashMap<>();
        for (var ofType : wanted.entrySet()) {
            Map<Reference, Long> entities = new HashMap<>();
            for (var ofKeyspace : ofType.getValue().entrySet()) {
                entitiesOf(ofType.getKey(), ofKeyspace.getKey(), new ArrayList<>(ofKeyspace.getValue()))
                        .forEach((key, entity) -> entities.put(new Reference(ofKeyspace.getKey(), key), entity));
            }
            found.put(ofType.getKey(), entities);
        }
        return new Resolved(type, found);
    }

    private Map<String, Long> entitiesOf(String type, String keyspace, List<String> keys) throws SQLException {
        List<Integer> sources = Catalogue.sourcesOf(connection, keyspace, type);
        Map<String, Long> entities = known(sources, keys);
        if (entities.size() < keys.size()) {
            List<String> missing =
                    keys.stream().filter(key -> !entities.containsKey(key)).toList();
            expect(sources.get(0), missing);
            entities.putAll(known(sources, missing));
        }
        return entities;
    }

    private Map<String, Long> known(List<Integer> sources, List<String> keys) throws SQLException {
        Map<String, Long> entities = new HashMap<>(keys.size() * 2);
        for (int source : sources) {
            try (PreparedStatement query = connection.prepareStatement(
                    "select key, entity_id from hub.contribution where source_id = ? and key = any(?)")) {
                query.setInt(1, source);
                query.setArray(2, texts(keys));
                try (ResultSet rows = query.executeQuery()) {
                    while (rows.next()) {
                        entities.putIfAbsent(rows.getString(1), rows.getLong(2));
                    }
                }
            }
        }
        return entities;
    }

    /** Keys come sorted, so that two transactions that expect the same records wait for each other and do not deadlock. */
    private void expect(int source, List<String> keys) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("""
                insert into hub.contribution (source_id, key, entity_id, feed_id, delivery_id, line, state, body)
                select ?, key, nextval('hub.entity_id'), ?, ?, 0, 'x', '{}'
                from unnest(?) with ordinality as wanted (key, place) order by place
                on conflict (source_id, key) do nothing""")) {
            insert.setInt(1, source);
            insert.setInt(2, feedId);
            insert.setLong(3, delivery);
            insert.setArray(4, texts(keys));
            insert.executeUpdate();
        }
    }

    private Array texts(List<String> keys) throws SQLException {
        return connection.createArrayOf("text", keys.toArray());
    }

    /** References with the hub ids they stand for. */
    public record Resolved(RecordType type, Map<String, Map<Reference, Long>> entities) {

        /** The same values with hub ids in place of references. */
        public Object[] in(Object[] values) {
            Object[] resolved = values.clone();
            for (int i = 0; i < values.length; i++) {
                if (values[i] instanceof Reference reference) {
                    resolved[i] = entities.get(type.fields().get(i).refersTo()).get(reference);
                }
            }
            return resolved;
        }
    }
}
