package uk.fosteringhub.core.attribution.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;

/**
 * What has to be attributed again although nothing of it need look different: enquiries, people, households and touchpoints
 * that were merged, split or moved. Changed golden records are found without it.
 */
public final class ToAttribute {
    private ToAttribute() {}

    /** Notes hub ids in the caller's transaction; the next attribution takes them up, with all that belongs to them. */
    public static void note(Connection connection, Collection<Long> entities) throws SQLException {
        if (entities.isEmpty()) {
            return;
        }
        try (PreparedStatement insert = connection.prepareStatement("""
                insert into hub.attribution_waiting (entity_id) select distinct unnest(?::bigint[]) order by 1
                on conflict do nothing""")) {
            insert.setArray(1, connection.createArrayOf("bigint", entities.toArray()));
            insert.executeUpdate();
        }
    }
}
