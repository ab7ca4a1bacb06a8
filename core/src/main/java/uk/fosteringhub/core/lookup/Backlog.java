package uk.fosteringhub.core.lookup;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import uk.fosteringhub.core.store.Database;

/** What is on its way to each target. */
public final class Backlog {
    private final Database database;

    public Backlog(Database database) {
        this.database = database;
    }

    /**
     * A target.
     *
     * @param waiting changes without a receipt
     * @param oldest when the oldest of them came about
     * @param awaySince since when it cannot be reached; empty: it can
     * @param sentence why not
     */
    public record Line(
            String target, long waiting, Optional<Instant> oldest, Optional<Instant> awaySince, String sentence) {}

    /** @param targets in the order wanted */
    public List<Line> of(List<String> targets) {
        return database.inTransaction(connection -> read(connection, targets));
    }

    /** The same in the caller's transaction. */
    public static List<Line> read(Connection connection, List<String> targets) throws SQLException {
        List<Line> lines = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement("""
                select (select count(*) from hub.outgoing where target = asked.target),
                    (select changed_at from hub.outgoing where target = asked.target order by change_id limit 1),
                    s.away_since, coalesce(s.sentence, '')
                from (select ?::text as target) asked left join hub.target_state s on s.target = asked.target""")) {
            for (String target : targets) {
                query.setString(1, target);
                try (ResultSet row = query.executeQuery()) {
                    row.next();
                    lines.add(new Line(
                            target,
                            row.getLong(1),
                            instant(row.getTimestamp(2)),
                            instant(row.getTimestamp(3)),
                            row.getString(4)));
                }
            }
        }
        return lines;
    }

    private static Optional<Instant> instant(Timestamp timestamp) {
        return Optional.ofNullable(timestamp).map(Timestamp::toInstant);
    }
}
