package uk.fosteringhub.core.failures;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import uk.fosteringhub.core.store.Database;

/** What waits for somebody, by feed and rule; told without counting, however many there are. */
public final class WaitingFailures {
    private final Database database;

    public WaitingFailures(Database database) {
        this.database = database;
    }

    /**
     * @param total of all that wait
     * @param largest the largest groups, the largest first
     */
    public record Waiting(long total, List<Group> largest) {}

    /** Those of one feed and rule that wait. */
    public record Group(String feed, String rule, long count, Instant firstSeen, Instant lastSeen) {}

    private record Alike(String feed, String rule) {}

    /** @param most groups wanted */
    public Waiting now(int most) {
        return database.inTransaction(connection -> {
            Map<Alike, List<FailureCounts.Count>> alike = new LinkedHashMap<>();
            long total = 0;
            for (FailureCounts.Count count : FailureCounts.read(connection)) {
                if (count.state().waiting()) {
                    alike.computeIfAbsent(
                                    new Alike(
                                            count.group().feed(), count.group().rule()),
                                    anew -> new ArrayList<>())
                            .add(count);
                    total += count.count();
                }
            }
            List<Group> largest = new ArrayList<>();
            for (List<FailureCounts.Count> counts : alike.values().stream()
                    .sorted(Comparator.comparingLong(WaitingFailures::sum).reversed())
                    .limit(most)
                    .toList()) {
                largest.add(group(connection, counts));
            }
            return new Waiting(total, List.copyOf(largest));
        });
    }

    private static long sum(List<FailureCounts.Count> counts) {
        return counts.stream().mapToLong(FailureCounts.Count::count).sum();
    }

    /** The first of a group is its lowest number, as far as numbers grow with time. */
    private static Group group(Connection connection, List<FailureCounts.Count> counts) throws SQLException {
        FailureCounts.Group alike = counts.get(0).group();
        try (PreparedStatement query = connection.prepareStatement("""
                select coalesce(min(first_seen), now()), coalesce(max(last_seen), now())
                from unnest(?::int[], ?::text[]) as g (group_id, state)
                cross join lateral (
                    select (select f.first_seen from hub.failure f where f.group_id = g.group_id and f.state = g.state
                                order by f.id limit 1) as first_seen,
                        (select f.last_seen from hub.failure f where f.group_id = g.group_id and f.state = g.state
                                order by f.last_seen desc limit 1) as last_seen) edges""")) {
            query.setArray(
                    1,
                    connection.createArrayOf(
                            "int",
                            counts.stream().map(count -> count.group().id()).toArray()));
            query.setArray(
                    2,
                    connection.createArrayOf(
                            "text",
                            counts.stream().map(count -> count.state().word()).toArray()));
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return new Group(
                        alike.feed(),
                        alike.rule(),
                        sum(counts),
                        row.getTimestamp(1).toInstant(),
                        row.getTimestamp(2).toInstant());
            }
        }
    }
}
