package uk.fosteringhub.core.lookup;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import uk.fosteringhub.core.store.Database;

/** Codes that no table knows, for the team to decide. */
public final class UnmappedCodes {
    private final Database database;

    public UnmappedCodes(Database database) {
        this.database = database;
    }

    /**
     * A code.
     *
     * @param table the code table that lacks it
     * @param column in which it came
     * @param seen how often
     */
    public record Listed(
            String feed, String table, String column, String value, long seen, Instant firstSeen, Instant lastSeen) {}

    /** The most frequent first. */
    public List<Listed> of(Optional<String> feed, Optional<String> table, int limit) {
        return database.inTransaction(connection -> {
            try (PreparedStatement query = connection.prepareStatement("""
                    select feed, code_table, column_name, value, seen, first_seen, last_seen from hub.unmapped_code
                    where (?::text is null or feed = ?) and (?::text is null or code_table = ?)
                    order by seen desc, feed, code_table, column_name, value limit ?""")) {
                query.setString(1, feed.orElse(null));
                query.setString(2, feed.orElse(null));
                query.setString(3, table.orElse(null));
                query.setString(4, table.orElse(null));
                query.setInt(5, limit);
                List<Listed> codes = new ArrayList<>();
                try (ResultSet rows = query.executeQuery()) {
                    while (rows.next()) {
                        codes.add(new Listed(
                                rows.getString(1),
                                rows.getString(2),
                                rows.getString(3),
                                rows.getString(4),
                                rows.getLong(5),
                                rows.getTimestamp(6).toInstant(),
                                rows.getTimestamp(7).toInstant()));
                    }
                }
                return codes;
            }
        });
    }
}
