package uk.fosteringhub.core.sync;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.OptionalLong;
import uk.fosteringhub.core.store.Together;

/** The delivery of a pushed feed that collects what comes until the next run. The caller holds the feed's lock. */
final class OpenDelivery {
    /** The run of failures that no run has shown yet. */
    static final long NO_RUN = 0;

    private final Connection connection;
    private final String feed;
    private OptionalLong known = OptionalLong.empty();

    OpenDelivery(Connection connection, String feed) {
        this.connection = connection;
        this.feed = feed;
    }

    /** Asks whether there is one; comes before {@link #id}. */
    void ask(Together all) {
        all.ask(
                "select id from hub.delivery where feed = ? and run_id is null and state <> 'replayed'",
                row -> known = OptionalLong.of(row.getLong(1)),
                feed);
    }

    /** Its number; a new one is opened if there is none. */
    long id(String fingerprint) throws SQLException {
        if (known.isPresent()) {
            return known.getAsLong();
        }
        try (PreparedStatement insert = connection.prepareStatement("""
                insert into hub.delivery (feed, name, sha256, bytes, mapping_fingerprint, state, baseline)
                values (?, 'pushed messages', '', 0, ?, 'received', false) returning id""")) {
            insert.setString(1, feed);
            insert.setString(2, fingerprint);
            try (ResultSet row = insert.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    /** Closes it for a run: every message was settled by now, so the books are the sum of what became of them. */
    void claim(long run) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("""
                with claimed as (
                    update hub.delivery set run_id = ?, finished_at = now(),
                        state = case when failed + held > 0 then 'accepted_with_errors' else 'accepted' end,
                        received = added + changed + unchanged + failed + held
                    where feed = ? and run_id is null and state <> 'replayed' returning id, run_id)
                update hub.failure f set run_id = c.run_id from claimed c
                where f.delivery_id = c.id and f.feed = ? and f.run_id = ?""")) {
            update.setLong(1, run);
            update.setString(2, feed);
            update.setString(3, feed);
            update.setLong(4, NO_RUN);
            update.executeUpdate();
        }
    }
}
