package uk.fosteringhub.core.identity;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import uk.fosteringhub.core.records.RecordType;
import uk.fosteringhub.core.store.Contributions;
import uk.fosteringhub.core.store.Ids;

/** The same source key is the same entity; a key that nobody has told of, under no other name either, is a new one. */
public final class SourceKeyLinker implements Linker {
    private final RecordType type;

    public SourceKeyLinker(RecordType type) {
        this.type = type;
    }

    @Override
    public Linked link(Connection connection, Batch batch, Lookup lookup) throws SQLException {
        Map<String, Contributions.Stored> stored = Map.of();
        Map<String, Long> elsewhere = new HashMap<>();
        if (lookup != Lookup.NOTHING_KNOWN) {
            stored = new Contributions(connection, type).lock(batch.source(), batch.keys());
            elsewhere = elsewhere(connection, batch, stored);
        }
        if (!batch.named().isEmpty()) {
            return new OtherNames(connection, type, batch).link(stored, elsewhere, lookup);
        }
        Map<String, Long> created = newEntities(connection, unknown(batch.keys(), stored, elsewhere));
        if (batch.borrowsKeys()) {
            Claims.claim(connection, batch, batch.sources().get(0), new TreeMap<>(created));
        }
        return new Linked(stored, elsewhere, created, Map.of());
    }

    static List<String> unknown(
            List<String> keys, Map<String, Contributions.Stored> stored, Map<String, Long> elsewhere) {
        return keys.stream()
                .filter(key -> !stored.containsKey(key) && !elsewhere.containsKey(key))
                .toList();
    }

    private static Map<String, Long> elsewhere(
            Connection connection, Batch batch, Map<String, Contributions.Stored> stored) throws SQLException {
        Map<String, Long> found = new HashMap<>();
        List<String> unknown = unknown(batch.keys(), stored, Map.of());
        for (int other : batch.sources()) {
            if (other != batch.source() && !unknown.isEmpty()) {
                known(connection, other, unknown, found);
            }
        }
        return found;
    }

    /** Adds the entities that a source knows by some keys. */
    static void known(Connection connection, int source, Collection<String> keys, Map<String, Long> found)
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
