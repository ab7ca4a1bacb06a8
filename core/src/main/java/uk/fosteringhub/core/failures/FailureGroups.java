package uk.fosteringhub.core.failures;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import uk.fosteringhub.core.store.Database;

/** Failures by what they have in common. */
public final class FailureGroups {
    /** Days that a trend shows, today the last. */
    public static final int DAYS = 14;

    /** In place of a value that cannot be read any more. */
    public static final String DAMAGED = "(cannot be read)";

    private static final int MOST_GROUPS = 500;

    private final Database database;
    private final Payloads payloads;
    private final ZoneId zone;

    public FailureGroups(Database database, Payloads payloads, ZoneId zone) {
        this.database = database;
        this.payloads = payloads;
        this.zone = zone;
    }

    /** What failures can be grouped by. */
    public enum By {
        FEED,
        STEP,
        KIND,
        FIELD,
        RULE,
        VALUE;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Failures that are alike in one or two things.
     *
     * @param first what they are alike in; for {@link By#VALUE} the value, which may be personal
     * @param second the same for the second thing; empty if one was asked for
     * @param trend how many were first seen on each of the last {@link #DAYS} days, the oldest day first
     * @param sample the number of one of them
     */
    public record Group(
            String first,
            String second,
            long count,
            Instant firstSeen,
            Instant lastSeen,
            List<Long> trend,
            long sample) {

        /** Values may be personal. */
        @Override
        public String toString() {
            return "Group[" + count + "]";
        }
    }

    private record Key(Object first, Object second) {}

    private static final class Sum {
        private long count;
        private Instant firstSeen = Instant.MAX;
        private Instant lastSeen = Instant.MIN;
        private final long[] trend = new long[DAYS];
        private long sample;
    }

    /** The largest first, at most 500. */
    public List<Group> of(FailureQuery query, By first, By second) {
        return database.inTransaction(connection -> {
            Candidates candidates = Candidates.of(connection, query);
            Map<Key, Sum> sums = new LinkedHashMap<>();
            for (Candidates.Part part : candidates.partsByState()) {
                add(connection, part, first, second, sums);
            }
            return told(connection, sums, first, second);
        });
    }

    private void add(Connection connection, Candidates.Part part, By first, By second, Map<Key, Sum> sums)
            throws SQLException {
        Map<Integer, FailureCounts.Group> groups = new HashMap<>();
        part.pairs().forEach(pair -> groups.put(pair.group().id(), pair.group()));
        boolean byValue = first == By.VALUE || second == By.VALUE;
        LocalDate oldest = LocalDate.now(zone).minusDays(DAYS - 1L);
        QuerySql condition = QuerySql.of(part.rest(), payloads, zone);
        try (PreparedStatement select = connection.prepareStatement(
                """
                select f.group_id, %s, case when f.first_seen >= ? then (f.first_seen at time zone ?)::date end,
                    count(*), min(f.first_seen), max(f.last_seen), max(f.id)
                from hub.failure f where f.group_id = any(?) and f.state = ? and %s group by 1, 2, 3""".formatted(byValue ? "f.value_token" : "0::bigint", condition.condition()))) {
            select.setObject(
                    1, oldest.atStartOfDay(zone).toOffsetDateTime().withOffsetSameInstant(java.time.ZoneOffset.UTC));
            select.setString(2, zone.getId());
            select.setArray(3, connection.createArrayOf("int", part.groups()));
            select.setString(4, part.pairs().get(0).state().word());
            condition.fill(connection, select, 5);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    FailureCounts.Group group = groups.get(rows.getInt(1));
                    Key key = new Key(part(first, group, rows.getLong(2)), part(second, group, rows.getLong(2)));
                    add(sums.computeIfAbsent(key, anew -> new Sum()), rows, oldest);
                }
            }
        }
    }

    /** By one thing only. */
    public List<Group> of(FailureQuery query, By by) {
        return of(query, by, by);
    }

    private static Object part(By by, FailureCounts.Group group, long token) {
        return switch (by) {
            case FEED -> group.feed();
            case STEP -> group.step();
            case KIND -> group.kind();
            case FIELD -> group.field();
            case RULE -> group.rule();
            case VALUE -> token;
        };
    }

    private static void add(Sum sum, ResultSet row, LocalDate oldest) throws SQLException {
        long count = row.getLong(4);
        sum.count += count;
        java.sql.Date day = row.getDate(3);
        if (day != null) {
            long at = oldest.until(day.toLocalDate(), java.time.temporal.ChronoUnit.DAYS);
            if (at >= 0 && at < DAYS) {
                sum.trend[(int) at] += count;
            }
        }
        Instant firstSeen = row.getTimestamp(5).toInstant();
        Instant lastSeen = row.getTimestamp(6).toInstant();
        sum.firstSeen = firstSeen.isBefore(sum.firstSeen) ? firstSeen : sum.firstSeen;
        sum.lastSeen = lastSeen.isAfter(sum.lastSeen) ? lastSeen : sum.lastSeen;
        sum.sample = Math.max(sum.sample, row.getLong(7));
    }

    private List<Group> told(Connection connection, Map<Key, Sum> sums, By first, By second) throws SQLException {
        List<Map.Entry<Key, Sum>> largest = sums.entrySet().stream()
                .sorted(Comparator.comparing((Map.Entry<Key, Sum> entry) -> -entry.getValue().count))
                .limit(MOST_GROUPS)
                .toList();
        Map<Long, String> values = first == By.VALUE || second == By.VALUE
                ? values(
                        connection,
                        largest.stream().map(entry -> entry.getValue().sample).toList())
                : Map.of();
        List<Group> groups = new ArrayList<>();
        for (Map.Entry<Key, Sum> entry : largest) {
            Sum sum = entry.getValue();
            groups.add(new Group(
                    text(first, entry.getKey().first(), sum, values),
                    first == second ? "" : text(second, entry.getKey().second(), sum, values),
                    sum.count,
                    sum.firstSeen,
                    sum.lastSeen,
                    java.util.Arrays.stream(sum.trend).boxed().toList(),
                    sum.sample));
        }
        return groups;
    }

    private static String text(By by, Object part, Sum sum, Map<Long, String> values) {
        return by == By.VALUE ? part.equals(0L) ? "" : values.getOrDefault(sum.sample, "") : part.toString();
    }

    /** What the first problem of some failures is about. */
    private Map<Long, String> values(Connection connection, List<Long> failures) throws SQLException {
        Map<Long, String> values = new HashMap<>();
        try (PreparedStatement query =
                connection.prepareStatement("select id, received from hub.failure where id = any(?)")) {
            query.setArray(1, connection.createArrayOf("bigint", failures.toArray()));
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    Payloads.Read received = payloads.read(rows.getString(2));
                    values.put(rows.getLong(1), received.damaged() ? DAMAGED : first(received.text()));
                }
            }
        }
        return values;
    }

    private static String first(String list) {
        try {
            return new ObjectMapper().readTree(list).path(0).asText();
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("the database keeps only JSON here", impossible);
        }
    }
}
