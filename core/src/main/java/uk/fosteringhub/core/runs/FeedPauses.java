package uk.fosteringhub.core.runs;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import uk.fosteringhub.core.audit.AuditEntry;
import uk.fosteringhub.core.audit.AuditLog;
import uk.fosteringhub.core.store.Database;

/**
 * Feeds that a person has paused. Nothing of them is read and none of them is missed, but no night in which a feed is
 * paused is green.
 */
public final class FeedPauses {
    private final Database database;
    private final AuditLog audit;

    public FeedPauses(Database database, AuditLog audit) {
        this.database = database;
        this.audit = audit;
    }

    /** @param reason why, in a person's words; no personal data */
    public record Pause(String feed, String actor, String reason, Instant since) {}

    /** Those that are paused now, by feed. */
    public Map<String, Pause> all() {
        return database.inTransaction(connection -> {
            try (PreparedStatement query = connection.prepareStatement(
                    "select feed, actor, reason, since from hub.feed_pause order by feed")) {
                return read(query);
            }
        });
    }

    public Optional<Pause> of(String feed) {
        return database.inTransaction(connection -> of(connection, feed));
    }

    /**
     * From the next run on; what is under way is brought to its end.
     *
     * @param reason must not be blank
     * @return false if it is paused already, which stays as it is
     */
    public boolean pause(String feed, String actor, String reason) {
        return database.inTransaction(connection -> {
            try (PreparedStatement insert = connection.prepareStatement("""
                    insert into hub.feed_pause (feed, actor, reason) values (?, ?, ?) on conflict do nothing""")) {
                insert.setString(1, feed);
                insert.setString(2, actor);
                insert.setString(3, reason);
                return acted(
                        connection,
                        insert.executeUpdate(),
                        AuditEntry.of(actor, "feed-paused", "feed " + feed).because(reason));
            }
        });
    }

    /** @return false if it is not paused */
    public boolean resume(String feed, String actor, String reason) {
        return database.inTransaction(connection -> {
            try (PreparedStatement delete = connection.prepareStatement("delete from hub.feed_pause where feed = ?")) {
                delete.setString(1, feed);
                return acted(
                        connection,
                        delete.executeUpdate(),
                        AuditEntry.of(actor, "feed-resumed", "feed " + feed).because(reason));
            }
        });
    }

    private boolean acted(Connection connection, int rows, AuditEntry entry) throws SQLException {
        if (rows > 0) {
            audit.write(connection, entry);
        }
        return rows > 0;
    }

    static Optional<Pause> of(Connection connection, String feed) throws SQLException {
        try (PreparedStatement query =
                connection.prepareStatement("select feed, actor, reason, since from hub.feed_pause where feed = ?")) {
            query.setString(1, feed);
            return Optional.ofNullable(read(query).get(feed));
        }
    }

    private static Map<String, Pause> read(PreparedStatement query) throws SQLException {
        Map<String, Pause> pauses = new LinkedHashMap<>();
        try (ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
                pauses.put(
                        rows.getString(1),
                        new Pause(
                                rows.getString(1),
                                rows.getString(2),
                                rows.getString(3),
                                rows.getTimestamp(4).toInstant()));
            }
        }
        return pauses;
    }
}
