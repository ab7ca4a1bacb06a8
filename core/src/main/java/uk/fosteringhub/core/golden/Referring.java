package uk.fosteringhub.core.golden;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import uk.fosteringhub.core.records.Field;
import uk.fosteringhub.core.records.FieldType;
import uk.fosteringhub.core.records.RecordType;
import uk.fosteringhub.core.records.RecordTypes;

/**
 * Golden records that refer to entities which contributions were moved from: made anew, since their references are told
 * by keys and lead to the entities where these keys are now, those of ended records too ({@link Moved}). Where nothing is
 * kept of what was said of an ended record, it keeps what it held; {@code hub.redirect} leads on from there.
 */
final class Referring {
    private final Connection connection;
    private final RecordType movedType;
    private final Remaking remaking;

    Referring(Connection connection, RecordType movedType, Remaking remaking) {
        this.connection = connection;
        this.movedType = movedType;
        this.remaking = remaking;
    }

    /** @param moved entities, with the name of the contribution that caused the move */
    void remerge(Map<Long, String> moved) throws SQLException {
        Map<Long, String> ids = new HashMap<>(former(moved));
        Moved those = new Moved(movedType.name(), moved.keySet(), ids.keySet());
        ids.putAll(moved);
        for (RecordType type : RecordTypes.all()) {
            Map<Long, String> causes = new HashMap<>();
            for (Field field : type.fields()) {
                if (field.type() == FieldType.REFERENCE && field.refersTo().equals(movedType.name())) {
                    find(type, field, ids, causes);
                }
            }
            remaking.referring(type, causes, those);
        }
    }

    /** Hub ids that led to these entities before: ended records may still hold them. */
    private Map<Long, String> former(Map<Long, String> moved) throws SQLException {
        Map<Long, String> former = new HashMap<>();
        try (PreparedStatement query = connection.prepareStatement(
                "select old_entity, new_entity from hub.redirect where new_entity = any(?)")) {
            query.setArray(1, connection.createArrayOf("bigint", moved.keySet().toArray()));
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    former.put(rows.getLong(1), moved.get(rows.getLong(2)));
                }
            }
        }
        return former;
    }

    private void find(RecordType type, Field field, Map<Long, String> ids, Map<Long, String> causes)
            throws SQLException {
        String sql = "select id, " + field.name() + " from fostering." + type.name() + " where " + field.name()
                + " = any(?)";
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            query.setArray(1, connection.createArrayOf("bigint", ids.keySet().toArray()));
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    causes.putIfAbsent(rows.getLong(1), ids.get(rows.getLong(2)));
                }
            }
        }
    }
}
