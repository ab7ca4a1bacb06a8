package uk.fosteringhub.core.failures;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
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
            Instant firstSeen,
            Instant lastSeen,
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
            SearchPlan plan = plan(connection, query, 0);
            String uncertain = plan.uncertain(most + 1);
            if (uncertain.isEmpty() || plan.certain() >= most) {
                return Math.min(plan.certain(), most);
            }
            try (PreparedStatement select =
                    connection.prepareStatement("select count(*) from (" + uncertain + ") counted")) {
                plan.fillUncertain(connection, select);
                try (ResultSet row = select.executeQuery()) {
                    row.next();
                    return Math.min(plan.certain() + row.getLong(1), most);
                }
            }
        });
    }

    private List<Found> page(Connection connection, FailureQuery query, long before, int limit) throws SQLException {
        SearchPlan plan = plan(connection, query, before);
        String newest = plan.newest(limit);
        if (newest.isEmpty()) {
            return List.of();
        }
        try (PreparedStatement select = connection.prepareStatement("with newest as materialized (" + newest
                + ") select " + COLUMNS + " from newest join hub.failure f on f.id = newest.id order by f.id desc")) {
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

    private SearchPlan plan(Connection connection, FailureQuery query, long before) throws SQLException {
        long below = before > 0 ? before : Long.MAX_VALUE;
        long above = 0;
        for (Term day : days(query)) {
            Instant at = LocalDate.parse(day.value()).atStartOfDay(zone).toInstant();
            if (day.name() == Name.SINCE) {
                above = Math.max(above, edge(connection, at.minus(LONGEST_WRITE), false));
            } else {
                below = Math.min(
                        below, edge(connection, at.plus(Duration.ofDays(2)).plus(LONGEST_WRITE), true));
            }
        }
        return SearchPlan.of(connection, query, payloads, zone, above, below);
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
    private static long edge(Connection connection, Instant time, boolean after) throws SQLException {
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
}
