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
 * by keys and lead to the entities where these keys are now. An ended record keeps what it held; {@code hub.redirect} leads
 * on from there.
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
        for (RecordType type : RecordTypes.all()) {
            Map<Long, String> causes = new HashMap<>();
            for (Field field : type.fields()) {
                if (field.type() == FieldType.REFERENCE && field.refersTo().equals(movedType.name())) {
                    find(type, field, moved, causes);
                }
            }
            remaking.of(type, causes);
        }
    }

    private void find(RecordType type, Field field, Map<Long, String> moved, Map<Long, String> causes)
            throws SQLException {
        String sql = "select id, " + field.name() + " from fostering." + type.name() + " where " + field.name()
                + " = any(?)";
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            query.setArray(1, connection.createArrayOf("bigint", moved.keySet().toArray()));
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    causes.putIfAbsent(rows.getLong(1), moved.get(rows.getLong(2)));
                }
            }
        }
    }
}
