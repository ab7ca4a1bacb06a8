package uk.fosteringhub.core.reconcile;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import uk.fosteringhub.core.records.Field;
import uk.fosteringhub.core.records.FieldType;
import uk.fosteringhub.core.records.Reference;

/**
 * The entities that references point to. Two systems point to one record by keys of their own, so references are compared
 * by entity; nothing is written.
 */
final class Pointers {
    private final Connection connection;
    private final List<Field> references;

    Pointers(Connection connection, Scope scope) {
        this.connection = connection;
        this.references = scope.compared().stream()
                .map(scope.type()::field)
                .filter(field -> field.type() == FieldType.REFERENCE)
                .toList();
    }

    /** By record type and reference, for all that some entities' records point to; unknown ones are left out. */
    Map<String, Map<Reference, Long>> of(Scope scope, List<Told> batch) throws SQLException {
        Map<String, Map<String, Set<String>>> wanted = new TreeMap<>();
        for (Field field : references) {
            int position = scope.type().indexOf(field.name());
            for (Told told : batch) {
                told.bySystem.forEach(said -> add(wanted, field, said.values()[position]));
                told.byOther.forEach(said -> add(wanted, field, said.values()[position]));
            }
        }
        Map<String, Map<Reference, Long>> found = new HashMap<>();
        for (var ofType : wanted.entrySet()) {
            Map<Reference, Long> entities = new HashMap<>();
            for (var ofKeyspace : ofType.getValue().entrySet()) {
                look(ofType.getKey(), ofKeyspace.getKey(), ofKeyspace.getValue(), entities);
            }
            found.put(ofType.getKey(), entities);
        }
        return found;
    }

    private static void add(Map<String, Map<String, Set<String>>> wanted, Field field, Object value) {
        if (value instanceof Reference reference) {
            wanted.computeIfAbsent(field.refersTo(), to -> new TreeMap<>())
                    .computeIfAbsent(reference.keyspace(), keyspace -> new TreeSet<>())
                    .add(reference.key());
        }
    }

    private void look(String type, String keyspace, Set<String> keys, Map<Reference, Long> entities)
            throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("""
                select c.key, min(c.entity_id) from hub.source s
                join hub.contribution c on c.source_id = s.id and c.key = any(?)
                where s.record_type = ? and s.keyspace = ? group by c.key""")) {
            query.setArray(1, connection.createArrayOf("text", keys.toArray()));
            query.setString(2, type);
            query.setString(3, keyspace);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    entities.put(new Reference(keyspace, rows.getString(1)), rows.getLong(2));
                }
            }
        }
    }
}
