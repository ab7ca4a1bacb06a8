package uk.fosteringhub.core.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The small numbers that stand for feeds and sources in the large tables. */
public final class Catalogue {

    private Catalogue() {}

    public static int feed(Connection connection, String feed) throws SQLException {
        return number(
                connection,
                "insert into hub.feed (name) values (?) on conflict (name) do nothing",
                "select id from hub.feed where name = ?",
                feed);
    }

    /** The number of what {@code system} says, in the keys of {@code keyspace}, about records of one type. */
    public static int source(Connection connection, String system, String keyspace, String recordType)
            throws SQLException {
        return number(
                connection,
                """
                insert into hub.source (system, keyspace, record_type) values (?, ?, ?)
                on conflict (system, keyspace, record_type) do nothing""",
                "select id from hub.source where system = ? and keyspace = ? and record_type = ?",
                system,
                keyspace,
                recordType);
    }

    /** Every source that uses a keyspace for records of one type, the system whose keys they are first. */
    public static List<Integer> sourcesOf(Connection connection, String keyspace, String recordType)
            throws SQLException {
        List<Integer> sources = known(connection, keyspace, recordType);
        if (!sources.isEmpty()) {
            return sources;
        }
        source(connection, keyspace, keyspace, recordType);
        return known(connection, keyspace, recordType);
    }

    private static List<Integer> known(Connection connection, String keyspace, String recordType) throws SQLException {
        List<Integer> sources = new ArrayList<>();
        Together only = new Together(connection);
        sourcesOf(keyspace, recordType, only, sources);
        only.execute();
        return sources;
    }

    /**
     * Asks for every source that uses a keyspace for records of one type, the system whose keys they are first.
     *
     * @param sources gets their numbers; none as long as that system has no number
     */
    public static void sourcesOf(String keyspace, String recordType, Together all, List<Integer> sources) {
        all.ask("""
                select s.id from hub.source own
                join hub.source s on s.keyspace = own.keyspace and s.record_type = own.record_type
                where own.system = ? and own.keyspace = own.system and own.record_type = ?
                order by (s.system = own.system) desc, s.id""", row -> sources.add(row.getInt(1)), keyspace, recordType);
    }

    /** @param group feed, step, kind, rule, column and field that failures have in common */
    public static int failureGroup(Connection connection, List<String> group) throws SQLException {
        return number(
                connection,
                """
                insert into hub.failure_group (feed, step, kind, rule, column_name, field) values (?, ?, ?, ?, ?, ?)
                on conflict (feed, step, kind, rule, column_name, field) do nothing""",
                "select id from hub.failure_group where feed = ? and step = ? and kind = ? and rule = ?"
                        + " and column_name = ? and field = ?",
                group.toArray(String[]::new));
    }

    /** Looks first: an insert that changes nothing would still use up a number and take a lock. */
    private static int number(Connection connection, String insert, String select, String... values)
            throws SQLException {
        for (int attempt = 0; ; attempt++) {
            try (PreparedStatement query = connection.prepareStatement(select)) {
                fill(query, values);
                try (ResultSet found = query.executeQuery()) {
                    if (found.next()) {
                        return found.getInt(1);
                    }
                }
            }
            if (attempt > 0) {
                throw new SQLException("the catalogue row is neither there nor can it be written", "40001");
            }
            try (PreparedStatement update = connection.prepareStatement(insert)) {
                fill(update, values);
                update.executeUpdate();
            }
        }
    }

    private static void fill(PreparedStatement statement, String... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            statement.setString(i + 1, values[i]);
        }
    }
}
