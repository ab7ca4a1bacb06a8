package uk.fosteringhub.core.deliver;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.fosteringhub.core.records.RecordType;
import uk.fosteringhub.core.store.Catalogue;

/**
 * Notes under which key a target keeps a record that the hub sent, so that it is the same entity, and no double, when it
 * comes back in the target's own extract.
 */
final class ExpectedKey {
    private static final Logger LOG = LoggerFactory.getLogger(ExpectedKey.class);

    private final Connection connection;
    private final String target;

    ExpectedKey(Connection connection, String target) {
        this.connection = connection;
        this.target = target;
    }

    /**
     * A record that has become part of another one meanwhile is kept as that one. Only under {@link
     * uk.fosteringhub.core.store.EntityLock#shared}, taken before anything else in the transaction: whoever merges waits for
     * rows that are written on the way here.
     *
     * @param entity the hub id under which it was sent
     */
    void expect(String keyspace, RecordType type, String key, long entity) throws SQLException {
        int source = Catalogue.sourcesOf(connection, keyspace, type.name()).get(0);
        try (PreparedStatement insert = connection.prepareStatement("""
                insert into hub.contribution (source_id, key, entity_id, feed_id, delivery_id, line, state, body)
                values (?, ?, coalesce((select new_entity from hub.redirect where old_entity = ?), ?), ?, 0, 0, 'x', '{}')
                on conflict (source_id, key) do update set key = excluded.key where hub.contribution.entity_id = excluded.entity_id returning 1""")) {
            insert.setInt(1, source);
            insert.setString(2, key);
            insert.setLong(3, entity);
            insert.setLong(4, entity);
            insert.setInt(5, Catalogue.feed(connection, "to-" + target));
            if (!insert.executeQuery().next()) {
                // The target put it together with a record of its own that the hub knows as another entity.
                LOG.warn("target={} record={} entity={} outcome=known-as-another", target, type.name(), entity);
            }
        }
    }
}
