package uk.fosteringhub.core.failures;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import uk.fosteringhub.core.failures.FailureQuery.Name;
import uk.fosteringhub.core.failures.FailureQuery.Term;
import uk.fosteringhub.core.store.Database;

/** Finds failures among millions. Values as received are not told. */
public final class FailureSearch {
    /** So many groups and states are each looked into; for more the whole table is read from its newest end. */
    private static final int MOST_LOOKS = 400;
    /** No transaction that writes failures takes longer. */
    private static final Duration LONGEST_WRITE = Duration.ofHours(1);

    static final String COLUMNS = "f.id, f.feed, f.source_key, f.delivery_id, f.run_id, f.line, f.step, f.kind, f.rule,"
            + " f.column_name, f.field, f.message, f.state, f.outcome, f.seen, f.first_seen, f.last_seen, f.version";

    private final Database database;
    private final Payloads payloads;
    private final ZoneId zone;

    /** @param zone in which days are meant */
    public FailureSearch(Database database, Payloads payloads, ZoneId zone) {
        this.database = database;
        this.payloads = payloads;
        this.zone = zone;
    }

    /**
     * A failure as lists show it.
     *
     * @param kind a word of {@link FailureKind}
     * @param version to be named by whoever acts on it
     */
    public record Found(
            long id,
            String feed,
            String key,
            long delivery,
            long run,
            long line,
            String step,
            String kind,
            String rule,
            String column,
            String field,
            String message,
            FailureState state,
            String outcome,
            int seen,
            java.time.Instant firstSeen,
            java.time.Instant lastSeen,
            int version) {}

    /**
     * The newest first.
     *
     * @param before only those with a lower number; 0: from the newest
     */
    public List<Found> page(FailureQuery query, long before, int limit) {
        return database.inTransaction(connection -> page(connection, query, before, limit));
    }

    /** How many there are; beyond {@code most} it is not counted further. */
    public long count(FailureQuery query, int most) {
        return database.inTransaction(connection -> {
            Plan plan = plan(connection, query, 0);
            try (PreparedStatement select = connection.prepareStatement(
                    "select count(*) from (select 1 from " + plan.source("f.id", most + 1) + ") counted")) {
                plan.fill(connection, select);
                try (ResultSet row = select.executeQuery()) {
                    row.next();
                    return Math.min(row.getLong(1), most);
                }
            }
        });
    }

    private List<Found> page(Connection connection, FailureQuery query, long before, int limit) throws SQLException {
        Plan plan = plan(connection, query, before);
        try (PreparedStatement select = connection.prepareStatement(
                "select * from " + plan.source(COLUMNS, limit) + " order by id desc limit " + limit)) {
            plan.fill(connection, select);
            List<Found> found = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    found.add(read(rows));
                }
            }
            return found;
        }
    }

    static Found read(ResultSet row) throws SQLException {
        return new Found(
                row.getLong(1),
                row.getString(2),
                row.getString(3),
                row.getLong(4),
                row.getLong(5),
                row.getLong(6),
                row.getString(7),
                row.getString(8),
                row.getString(9),
                row.getString(10),
                row.getString(11),
                row.getString(12),
                FailureState.of(row.getString(13)),
                row.getString(14),
                row.getInt(15),
                row.getTimestamp(16).toInstant(),
                row.getTimestamp(17).toInstant(),
                row.getInt(18));
    }

    private Plan plan(Connection connection, FailureQuery query, long before) throws SQLException {
        long below = before > 0 ? before : Long.MAX_VALUE;
        long above = 0;
        for (Term day : days(query)) {
            Timestamp at = Timestamp.from(
                    LocalDate.parse(day.value()).atStartOfDay(zone).toInstant());
            if (day.name() == Name.SINCE) {
                above = Math.max(above, edge(connection, at.toInstant().minus(LONGEST_WRITE), false));
            } else {
                below = Math.min(
                        below,
                        edge(connection, at.toInstant().plus(Duration.ofDays(2)).plus(LONGEST_WRITE), true));
            }
        }
        boolean narrow = QuerySql.narrow(query);
        Candidates candidates = narrow ? new Candidates(List.of(), false) : Candidates.of(connection, query);
        return new Plan(narrow, candidates, QuerySql.of(query, payloads, zone), above, below);
    }

    /** The days that all of a query's failures are first seen between. */
    private static List<Term> days(FailureQuery query) {
        List<Term> days = new ArrayList<>();
        if (query instanceof FailureQuery.All all) {
            all.parts().forEach(part -> days.addAll(days(part)));
        } else if (query instanceof Term term && (term.name() == Name.SINCE || term.name() == Name.UNTIL)) {
            days.add(term);
        }
        return days;
    }

    /** Numbers grow with time, as far as no transaction takes longer than an hour. */
    private static long edge(Connection connection, java.time.Instant time, boolean after) throws SQLException {
        String sql = after
                ? "select id from hub.failure where first_seen > ? order by first_seen limit 1"
                : "select id from hub.failure where first_seen < ? order by first_seen desc limit 1";
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            query.setTimestamp(1, Timestamp.from(time));
            try (ResultSet row = query.executeQuery()) {
                Optional<Long> found = row.next() ? Optional.of(row.getLong(1)) : Optional.empty();
                return found.orElse(after ? Long.MAX_VALUE : 0L);
            }
        }
    }

    /** How the rows are got at. */
    private record Plan(boolean narrow, Candidates candidates, QuerySql condition, long above, long below) {

        private boolean looks() {
            return !narrow && !candidates.everywhere() && candidates.pairs().size() <= MOST_LOOKS;
        }

        /** A table of some columns of the newest rows, at most so many. */
        String source(String columns, int limit) {
            String rows = " where f.id > ? and f.id < ? and " + condition.condition();
            if (!looks()) {
                return "(select " + columns + " from hub.failure f" + rows + " order by f.id desc limit " + limit
                        + ") found";
            }
            // Only groups and states where something may lie, each from its newest end.
            return "(select n.* from unnest(?::int[], ?::text[]) as g (group_id, state) cross join lateral (select "
                    + columns + " from hub.failure f" + rows
                    + " and f.group_id = g.group_id and f.state = g.state order by f.id desc limit " + limit
                    + ") n) found";
        }

        int fill(Connection connection, PreparedStatement statement) throws SQLException {
            int at = 1;
            if (looks()) {
                statement.setArray(
                        at++,
                        connection.createArrayOf(
                                "int",
                                candidates.pairs().stream()
                                        .map(pair -> pair.group().id())
                                        .toArray()));
                statement.setArray(
                        at++,
                        connection.createArrayOf(
                                "text",
                                candidates.pairs().stream()
                                        .map(pair -> pair.state().word())
                                        .toArray()));
            }
            statement.setLong(at++, above);
            statement.setLong(at++, below);
            return condition.fill(connection, statement, at);
        }
    }
}
