package uk.fosteringhub.core.figures;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import uk.fosteringhub.core.failures.FailureCounts;
import uk.fosteringhub.core.identity.pass.IdentityFigures;
import uk.fosteringhub.core.lookup.Backlog;
import uk.fosteringhub.core.runs.Books;
import uk.fosteringhub.core.runs.Verdict;
import uk.fosteringhub.core.settings.FeedSettings;
import uk.fosteringhub.core.store.Database;
import uk.fosteringhub.core.watch.IncidentKind;

/** Reads how the hub stands. */
public final class FigureBook {
    private final Database database;
    private final List<String> feeds;
    private final List<String> targets;

    /**
     * @param feeds of the hub; those in use are counted
     * @param targets everyone who ever gets changes
     */
    public FigureBook(Database database, List<FeedSettings> feeds, List<String> targets) {
        this.database = database;
        this.feeds = feeds.stream()
                .filter(feed -> feed.location().isPresent())
                .map(FeedSettings::name)
                .toList();
        this.targets = List.copyOf(targets);
    }

    public Figures read() {
        return database.inTransaction(connection -> new Figures(
                feeds(connection),
                targets(connection),
                night(connection),
                failures(connection),
                replayed(connection),
                incidents(connection),
                alertsUnsent(connection),
                IdentityFigures.read(connection)));
    }

    private List<Figures.Feed> feeds(Connection connection) throws SQLException {
        List<Figures.Feed> found = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement("""
                select extract(epoch from now() - (select max(received_at) from hub.delivery
                        where feed = asked.feed and (state in ('accepted', 'accepted_with_errors', 'duplicate')
                            or run_id is null and state <> 'replayed'))),
                    exists (select 1 from hub.feed_pause where feed = asked.feed), f.verdict,
                    coalesce(sum(d.received), 0), coalesce(sum(d.added), 0), coalesce(sum(d.changed), 0),
                    coalesce(sum(d.unchanged), 0), coalesce(sum(d.failed), 0), coalesce(sum(d.held), 0),
                    coalesce(sum(d.ended), 0)
                from (select ?::text as feed) asked
                left join lateral (select f.run_id, f.verdict from hub.feed_run f join hub.run r on r.id = f.run_id
                    where f.feed = asked.feed and r.state = 'finished' order by f.run_id desc limit 1) f on true
                left join hub.delivery d on d.run_id = f.run_id and d.feed = asked.feed
                group by asked.feed, f.verdict""")) {
            for (String feed : feeds) {
                query.setString(1, feed);
                try (ResultSet row = query.executeQuery()) {
                    row.next();
                    found.add(feed(feed, row));
                }
            }
        }
        return found;
    }

    private static Figures.Feed feed(String name, ResultSet row) throws SQLException {
        double age = row.getDouble(1);
        Optional<Duration> last = row.wasNull() ? Optional.empty() : Optional.of(seconds(age));
        return new Figures.Feed(
                name,
                row.getBoolean(2),
                last,
                verdict(row, 3),
                new Books(
                        row.getLong(4),
                        row.getLong(5),
                        row.getLong(6),
                        row.getLong(7),
                        row.getLong(8),
                        row.getLong(9),
                        row.getLong(10)));
    }

    private List<Figures.Target> targets(Connection connection) throws SQLException {
        Instant now = Instant.now();
        return Backlog.read(connection, targets).stream()
                .map(line -> new Figures.Target(
                        line.target(),
                        line.waiting(),
                        // A change may carry the time of a clock that is ahead.
                        line.oldest()
                                .filter(now::isAfter)
                                .map(oldest -> Duration.between(oldest, now))
                                .orElse(Duration.ZERO),
                        line.awaySince().isPresent()))
                .toList();
    }

    /** A run that a person or a program has started may be one of a single feed, so it makes no green night. */
    private static Figures.Night night(Connection connection) throws SQLException {
        try (Statement query = connection.createStatement();
                ResultSet row = query.executeQuery("""
                        select r.verdict, r.finished_at, coalesce(extract(epoch from r.finished_at - r.started_at), 0),
                            not exists (select 1 from hub.delivery d where d.run_id = r.id
                                and d.received <> d.added + d.changed + d.unchanged + d.failed + d.held)
                            and not exists (select 1 from hub.run_target t where t.run_id = r.id
                                and t.changes <> t.delivered + t.sent + t.refused + t.not_wanted + t.waiting),
                            (select max(finished_at) from hub.run
                                where verdict = 'GREEN' and trigger not in ('api', 'console')),
                            exists (select 1 from hub.run where state = 'running')
                        from (select 1) one left join lateral
                            (select * from hub.run where state = 'finished' order by id desc limit 1) r on true""")) {
            row.next();
            return new Figures.Night(
                    verdict(row, 1),
                    row.getBoolean(4),
                    seconds(row.getDouble(3)),
                    Optional.ofNullable(row.getTimestamp(2)).map(Timestamp::toInstant),
                    Optional.ofNullable(row.getTimestamp(5)).map(Timestamp::toInstant),
                    row.getBoolean(6));
        }
    }

    private static List<Figures.Failed> failures(Connection connection) throws SQLException {
        Map<Figures.Failed, Long> sums = new LinkedHashMap<>();
        for (FailureCounts.Count count : FailureCounts.read(connection)) {
            if (count.state().waiting()) {
                sums.merge(
                        new Figures.Failed(
                                count.group().feed(),
                                count.group().step(),
                                count.state().word(),
                                0),
                        count.count(),
                        Long::sum);
            }
        }
        return sums.entrySet().stream()
                .map(sum -> sum.getKey().with(sum.getValue()))
                .toList();
    }

    private static Map<String, Long> replayed(Connection connection) throws SQLException {
        try (Statement query = connection.createStatement();
                ResultSet row = query.executeQuery("""
                        select coalesce(sum(applied), 0), coalesce(sum(already), 0), coalesce(sum(superseded), 0),
                            coalesce(sum(failed), 0), coalesce(sum(skipped), 0) from hub.replay""")) {
            row.next();
            Map<String, Long> found = new TreeMap<>();
            found.put("applied", row.getLong(1));
            found.put("already", row.getLong(2));
            found.put("superseded", row.getLong(3));
            found.put("failed", row.getLong(4));
            found.put("skipped", row.getLong(5));
            return found;
        }
    }

    private static Map<String, Long> incidents(Connection connection) throws SQLException {
        Map<String, Long> found = new TreeMap<>();
        for (IncidentKind kind : IncidentKind.values()) {
            found.put(kind.word(), 0L);
        }
        try (Statement query = connection.createStatement();
                ResultSet rows = query.executeQuery(
                        "select kind, count(*) from hub.incident where closed_at is null group by 1")) {
            while (rows.next()) {
                found.put(rows.getString(1), rows.getLong(2));
            }
        }
        return found;
    }

    private static long alertsUnsent(Connection connection) throws SQLException {
        try (Statement query = connection.createStatement();
                ResultSet row = query.executeQuery(
                        "select count(*) from hub.alert where sent_at is null and given_up_at is null")) {
            row.next();
            return row.getLong(1);
        }
    }

    private static Optional<Verdict> verdict(ResultSet row, int column) throws SQLException {
        return Optional.ofNullable(row.getString(column)).map(Verdict::valueOf);
    }

    private static Duration seconds(double seconds) {
        return Duration.ofMillis(Math.round(seconds * 1000));
    }
}
