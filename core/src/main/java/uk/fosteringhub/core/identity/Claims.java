package uk.fosteringhub.core.identity;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.SortedMap;

/**
 * Takes keys that are another system's for an entity before that system has told of them: as expected contributions, so
 * that the record finds its entity when it comes, whoever brings it.
 */
final class Claims {

    private Claims() {}

    /**
     * @param source of the system whose keys these are
     * @param entities by key, sorted, so that two transactions that claim the same keys wait for each other and do not
     *     deadlock
     * @throws SQLException with SQLSTATE 40001 if another transaction has taken one of the keys meanwhile
     */
    static void claim(Connection connection, Linker.Batch batch, int source, SortedMap<String, Long> entities)
            throws SQLException {
        if (entities.isEmpty()) {
            return;
        }
        try (PreparedStatement insert = connection.prepareStatement("""
                insert into hub.contribution (source_id, key, entity_id, feed_id, delivery_id, line, state, body)
                select ?, key, entity, ?, ?, 0, 'x', '{}'
                from unnest(?, ?) with ordinality as claimed (key, entity, place) order by place
                on conflict (source_id, key) do nothing""")) {
            insert.setInt(1, source);
            insert.setInt(2, batch.feedId());
            insert.setLong(3, batch.delivery());
            insert.setArray(
                    4, connection.createArrayOf("text", entities.keySet().toArray()));
            insert.setArray(
                    5, connection.createArrayOf("bigint", entities.values().toArray()));
            if (insert.executeUpdate() < entities.size()) {
                throw new SQLException("another transaction has taken one of these keys meanwhile", "40001");
            }
        }
    }
}
