package uk.fosteringhub.core.lookup;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import uk.fosteringhub.core.store.Database;

/** What could not go on, for people and programs to look at. Values as received are not told. */
public final class FailureList {
    private static final String COLUMNS =
            "id, feed, source_key, delivery_id, run_id, line, step, rule, column_name, field, message, state, outcome, seen,"
                    + " first_seen, last_seen";
    /** Without the values, which may be personal. */
    private static final String PROBLEMS = """
            (select coalesce(jsonb_agg(p - 'value'), '[]') from jsonb_array_elements(problems) p)""";

    private final Database database;

    public FailureList(Database database) {
        this.database = database;
    }

    /** States of a failure. */
    public enum State {
        OPEN,
        HELD,
        RETRYING,
        RESOLVED,
        RELEASED,
        DISCARDED
    }

    /**
     * Which failures; an empty filter lets all through.
     *
     * @param before only those with a lower number; 0: from the newest
     */
    public record Asked(Optional<String> feed, Optional<String> state, Optional<String> step, long before, int limit) {}

    /** The newest first. */
    public List<ListedFailure> of(Asked asked) {
        return database.inTransaction(connection -> {
            try (PreparedStatement query = connection.prepareStatement("select " + COLUMNS + ", '[]' from hub.failure"
                    + " where (?::text is null or feed = ?) and (?::text is null or state = ?)"
                    + " and (?::text is null or step = ?) and (? = 0 or id < ?) order by id desc limit ?")) {
                filter(query, 1, asked.feed());
                filter(query, 3, asked.state());
                filter(query, 5, asked.step());
                query.setLong(7, asked.before());
                query.setLong(8, asked.before());
                query.setInt(9, asked.limit());
                return read(query);
            }
        });
    }

    public Optional<ListedFailure> one(long id) {
        return database.inTransaction(connection -> byId(connection, id));
    }

    private static Optional<ListedFailure> byId(Connection connection, long id) throws SQLException {
        try (PreparedStatement query =
                connection.prepareStatement("select " + COLUMNS + ", " + PROBLEMS + " from hub.failure where id = ?")) {
            query.setLong(1, id);
            return read(query).stream().findFirst();
        }
    }

    private static void filter(PreparedStatement query, int at, Optional<String> value) throws SQLException {
        query.setString(at, value.orElse(null));
        query.setString(at + 1, value.orElse(null));
    }

    private static List<ListedFailure> read(PreparedStatement query) throws SQLException {
        List<ListedFailure> failures = new ArrayList<>();
        try (ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
                failures.add(new ListedFailure(
                        rows.getLong(1),
                        rows.getString(2),
                        rows.getString(3),
                        rows.getLong(4),
                        rows.getLong(5),
                        rows.getLong(6),
                        rows.getString(7),
                        rows.getString(8),
                        rows.getString(9),
                        rows.getString(10),
                        rows.getString(11),
                        rows.getString(12),
                        rows.getString(13),
                        rows.getInt(14),
                        rows.getTimestamp(15).toInstant(),
                        rows.getTimestamp(16).toInstant(),
                        rows.getString(17)));
            }
        }
        return failures;
    }
}
