package uk.fosteringhub.core.failures;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

/**
 * How the failures that a query finds are got at: in parts, of each of which the same is still to be asked. Where a part's
 * groups and states decide, its rows are never looked at.
 *
 * @param above only failures with a higher number
 * @param below only failures with a lower number
 */
record SearchPlan(List<Part> parts, long above, long below) {
    /** So many groups and states are each looked into; for more the whole table is read from its newest end. */
    private static final int MOST_LOOKS = 400;
    /** So many different things are asked; beyond that everything is asked of every row. */
    private static final int MOST_PARTS = 12;

    private static final String IN_PAIRS = " and (f.group_id, f.state) in (select * from unnest(?::int[], ?::text[]))";

    /** How a part's rows are found. */
    private enum Way {
        /** By an index of their own, or from the newest end. */
        TABLE,
        /** The same, only in some groups and states. */
        SOME,
        /** Each group and state from its newest end. */
        LOOKS
    }

    private record Part(Way way, QuerySql condition, Object[] groups, Object[] states, long certain) {}

    static SearchPlan of(
            Connection connection, FailureQuery query, Payloads payloads, ZoneId zone, long above, long below)
            throws SQLException {
        if (QuerySql.narrow(query)) {
            return new SearchPlan(List.of(table(query, payloads, zone)), above, below);
        }
        Candidates candidates = Candidates.of(connection, query);
        if (candidates.everywhere()) {
            return new SearchPlan(List.of(all(candidates, payloads, zone)), above, below);
        }
        List<Candidates.Part> found = candidates.parts();
        if (candidates.pairs().size() > MOST_LOOKS || found.size() > MOST_PARTS) {
            return new SearchPlan(List.of(table(query, payloads, zone)), above, below);
        }
        List<Part> parts = new ArrayList<>();
        for (Candidates.Part part : found) {
            parts.add(new Part(
                    QuerySql.narrow(part.rest()) ? Way.SOME : Way.LOOKS,
                    QuerySql.of(part.rest(), payloads, zone),
                    part.groups(),
                    part.states(),
                    part.certain() ? sum(part.pairs()) : 0));
        }
        return new SearchPlan(List.copyOf(parts), above, below);
    }

    private static Part all(Candidates candidates, Payloads payloads, ZoneId zone) {
        return new Part(
                Way.TABLE,
                QuerySql.of(FailureQuery.EVERYTHING, payloads, zone),
                new Object[0],
                new Object[0],
                sum(candidates.pairs()));
    }

    private static long sum(List<Candidates.Pair> pairs) {
        return pairs.stream().mapToLong(Candidates.Pair::count).sum();
    }

    private static Part table(FailureQuery query, Payloads payloads, ZoneId zone) {
        return new Part(Way.TABLE, QuerySql.of(query, payloads, zone), new Object[0], new Object[0], 0);
    }

    /** The numbers of the newest, at most so many; empty if nothing can be found. */
    String newest(int limit) {
        StringJoiner all = new StringJoiner(" union all ");
        parts.forEach(part -> all.add("(" + found(part, " order by f.id desc limit " + limit) + ")"));
        return parts.isEmpty() ? "" : "select id from (" + all + ") parts order by id desc limit " + limit;
    }

    private static String found(Part part, String end) {
        return switch (part.way()) {
            case TABLE -> "select f.id" + rows(part) + end;
            case SOME -> "select f.id" + rows(part) + IN_PAIRS + end;
            case LOOKS ->
                "select n.id from unnest(?::int[], ?::text[]) as g (group_id, state) cross join lateral (select f.id"
                        + rows(part) + " and f.group_id = g.group_id and f.state = g.state" + end + ") n";
        };
    }

    private static String rows(Part part) {
        return " from hub.failure f where f.id > ? and f.id < ? and "
                + part.condition().condition();
    }

    void fill(Connection connection, PreparedStatement statement) throws SQLException {
        int at = 1;
        for (Part part : parts) {
            at = fill(connection, statement, part, at);
        }
    }

    /** What is known of how many there are without looking at any row. */
    long certain() {
        return parts.stream().mapToLong(Part::certain).sum();
    }

    /** Any of those that are not {@link #certain}, at most so many; empty if there are no others. */
    String uncertain(int limit) {
        StringJoiner all = new StringJoiner(" union all ");
        parts.stream()
                .filter(part -> part.certain() == 0)
                .forEach(part -> all.add("(" + found(part, " limit " + limit) + ")"));
        return all.length() == 0 ? "" : "select 1 from (" + all + ") parts limit " + limit;
    }

    void fillUncertain(Connection connection, PreparedStatement statement) throws SQLException {
        int at = 1;
        for (Part part : parts) {
            at = part.certain() == 0 ? fill(connection, statement, part, at) : at;
        }
    }

    private int fill(Connection connection, PreparedStatement statement, Part part, int first) throws SQLException {
        int at = part.way() == Way.LOOKS ? pairs(connection, statement, part, first) : first;
        at = rows(connection, statement, part, at);
        return part.way() == Way.SOME ? pairs(connection, statement, part, at) : at;
    }

    private int rows(Connection connection, PreparedStatement statement, Part part, int first) throws SQLException {
        statement.setLong(first, above);
        statement.setLong(first + 1, below);
        return part.condition().fill(connection, statement, first + 2);
    }

    private static int pairs(Connection connection, PreparedStatement statement, Part part, int first)
            throws SQLException {
        statement.setArray(first, connection.createArrayOf("int", part.groups()));
        statement.setArray(first + 1, connection.createArrayOf("text", part.states()));
        return first + 2;
    }
}
