package uk.fosteringhub.core.checks;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import uk.fosteringhub.core.store.Catalogue;

/**
 * Hub ids as keys: in some keyspaces a record's hub id is its key, so that a delivery can speak of a record the hub holds,
 * whichever system it came from. Such a key is made known before the delivery as an expected contribution, which says
 * nothing about the record.
 */
public final class HubKeys {
    /** What the hub itself says, as a system and as a keyspace; requests go out and come back under these keys. */
    public static final String HUB = "hub";

    /** The answers to status checks: beside what else the DBS says about the same check. */
    public static final String UPDATE_SERVICE = "update-service";

    /** What the hub says of whose a record is; here the keys are the names of records, and a word alone is no record. */
    public static final String IDENTITY = "identity";

    /** The keyspaces whose keys may be hub ids. */
    public static final List<String> KEYSPACES = List.of(HUB, UPDATE_SERVICE);

    private HubKeys() {}

    /** Makes hub ids known as keys; those that are known stay as they are. */
    public static void know(
            Connection connection, String keyspace, String recordType, String feed, Collection<Long> entities)
            throws SQLException {
        if (entities.isEmpty()) {
            return;
        }
        int source = Catalogue.source(connection, keyspace, keyspace, recordType);
        try (PreparedStatement insert = connection.prepareStatement("""
                insert into hub.contribution (source_id, key, entity_id, feed_id, delivery_id, line, state, body)
                select ?, entity::text, entity, ?, 0, 0, 'x', '{}' from unnest(?::bigint[]) as e (entity) order by 2
                on conflict (source_id, key) do nothing""")) {
            insert.setInt(1, source);
            insert.setInt(2, Catalogue.feed(connection, feed));
            insert.setArray(
                    3,
                    connection.createArrayOf(
                            "bigint", entities.stream().sorted().toArray()));
            insert.executeUpdate();
        }
    }
}
