package uk.fosteringhub.core.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Numbers from the database's sequences, many at once. */
public final class Ids {

    private Ids() {}

    public static long[] entities(Connection connection, int count) throws SQLException {
        return next(connection, "select nextval('hub.entity_id') from generate_series(1, ?)", count);
    }

    /** Take them only once the entities are locked: within an entity a later change must have the greater number. */
    static long[] changes(Connection connection, int count) throws SQLException {
        return next(connection, "select nextval('hub.change_id') from generate_series(1, ?)", count);
    }

    private static long[] next(Connection connection, String sql, int count) throws SQLException {
        long[] ids = new long[count];
        if (count == 0) {
            return ids;
        }
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            query.setInt(1, count);
            try (ResultSet rows = query.executeQuery()) {
                for (int i = 0; rows.next(); i++) {
                    ids[i] = rows.getLong(1);
                }
            }
        }
        return ids;
    }
}
