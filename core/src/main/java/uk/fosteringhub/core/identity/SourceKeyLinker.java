package uk.fosteringhub.core.identity;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import uk.fosteringhub.core.records.RecordType;
import uk.fosteringhub.core.store.Contributions;
import uk.fosteringhub.core.store.Ids;

/** The same source key is the same entity; a key that nobody has told of is a new one. */
public final class SourceKeyLinker implements Linker {
    private final RecordType type;

    public SourceKeyLinker(RecordType type) {
        this.type = type;
    }

    @Override
    public Linked link(Connection connection, int source, List<Integer> sources, List<String> keys, boolean fresh)
            throws SQLException {
        if (fresh) {
            return new Linked(Map.of(), Map.of(), newEntities(connection, keys));
        }
        Map<String, Contributions.Stored> stored = new Contributions(connection, type).lock(source, keys);
        List<String> unknown =
                keys.stream().filter(key -> !stored.containsKey(key)).toList();
        Map<String, Long> elsewhere = new HashMap<>();
        for (int other : sources) {
            if (other != source && !unknown.isEmpty()) {
                elsewhere(connection, other, unknown, elsewhere);
            }
        }
        List<String> created =
                unknown.stream().filter(key -> !elsewhere.containsKey(key)).toList();
        return new Linked(stored, elsewhere, newEntities(connection, created));
    }

    private static void elsewhere(Connection connection, int source, List<String> keys, Map<String, Long> found)
            throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(
                "select key, entity_id from hub.contribution where source_id = ? and key = any(?)")) {
            query.setInt(1, source);
            query.setArray(2, connection.createArrayOf("text", keys.toArray()));
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    found.putIfAbsent(rows.getString(1), rows.getLong(2));
                }
            }
        }
    }

    private static Map<String, Long> newEntities(Connection connection, List<String> keys) throws SQLException {
        if (keys.isEmpty()) {
            return Map.of();
        }
        long[] ids = Ids.entities(connection, keys.size());
        Map<String, Long> entities = new HashMap<>(ids.length * 2);
        for (int i = 0; i < ids.length; i++) {
            entities.put(keys.get(i), ids[i]);
        }
        return entities;
    }
}
