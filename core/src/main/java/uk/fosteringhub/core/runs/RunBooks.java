package uk.fosteringhub.core.runs;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import uk.fosteringhub.core.publish.Targets;
import uk.fosteringhub.core.settings.FeedKind;
import uk.fosteringhub.core.settings.FeedSettings;
import uk.fosteringhub.core.settings.FeedWay;

/** The books of a run: summed up from its deliveries, judged, and kept. */
final class RunBooks {
    /** Most kinds of failures that the reasons of one feed name. */
    private static final int MOST_KINDS = 8;

    private static final ZoneId LONDON = ZoneId.of("Europe/London");
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

    private RunBooks() {}

    static RunResult close(Connection connection, long run, List<FeedSettings> feeds, Targets targets)
            throws SQLException {
        List<FeedResult> results = new ArrayList<>();
        Set<String> silent = new HashSet<>();
        for (FeedSettings feed : feeds) {
            List<String> concerns = silent.add(feed.system()) && neverBrought(connection, feed.system(), feeds)
                    ? List.of("nothing has ever come from " + feed.system() + ": check hub.systems." + feed.system()
                            + ".location, and whether the source's extract runs")
                    : List.of();
            FeedResult result = judge(connection, run, feed, concerns);
            keep(connection, run, result);
            results.add(result);
        }
        List<TargetResult> out = new OutBooks(connection, run, targets).close(feeds);
        Verdict verdict = overall(results);
        for (TargetResult target : out) {
            verdict = verdict.worseOf(target.verdict());
        }
        try (PreparedStatement update = connection.prepareStatement("""
                update hub.run set state = 'finished', verdict = ?, finished_at = now() where id = ?
                returning started_at, finished_at""")) {
            update.setString(1, verdict.name());
            update.setLong(2, run);
            try (ResultSet row = update.executeQuery()) {
                row.next();
                return new RunResult(run, verdict, instant(row, 1), instant(row, 2), results, out);
            }
        }
    }

    static Verdict overall(List<FeedResult> results) {
        return results.stream().map(FeedResult::verdict).reduce(Verdict.GREEN, Verdict::worseOf);
    }

    static Optional<RunResult> read(Connection connection, long run) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(
                "select coalesce(verdict, 'AMBER'), started_at, coalesce(finished_at, now()) from hub.run where id = ?")) {
            query.setLong(1, run);
            try (ResultSet row = query.executeQuery()) {
                if (!row.next()) {
                    return Optional.empty();
                }
                return Optional.of(new RunResult(
                        run,
                        Verdict.valueOf(row.getString(1)),
                        instant(row, 2),
                        instant(row, 3),
                        feedResults(connection, run),
                        OutBooks.read(connection, run)));
            }
        }
    }

    private static List<FeedResult> feedResults(Connection connection, long run) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("""
                select feed, coalesce(verdict, 'AMBER'), reasons || notes from hub.feed_run where run_id = ? order by started_at, feed""")) {
            query.setLong(1, run);
            List<FeedResult> results = new ArrayList<>();
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    Sum sum = sum(connection, run, rows.getString(1));
                    results.add(new FeedResult(
                            rows.getString(1),
                            Verdict.valueOf(rows.getString(2)),
                            sum.deliveries,
                            sum.books,
                            sum.seconds,
                            List.of((String[]) rows.getArray(3).getArray())));
                }
            }
            return results;
        }
    }

    /** A system that pushes brings something when there is something. */
    private static boolean neverBrought(Connection connection, String system, List<FeedSettings> feeds)
            throws SQLException {
        if (feeds.stream().anyMatch(feed -> feed.system().equals(system) && feed.way() == FeedWay.PUSH)) {
            return false;
        }
        try (PreparedStatement query =
                connection.prepareStatement("select not exists (select 1 from hub.delivery where feed = any(?))")) {
            query.setArray(
                    1,
                    connection.createArrayOf(
                            "text",
                            feeds.stream()
                                    .filter(feed -> feed.system().equals(system))
                                    .map(FeedSettings::name)
                                    .toArray()));
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        }
    }

    private static FeedResult judge(Connection connection, long run, FeedSettings feed, List<String> silence)
            throws SQLException {
        Sum sum = sum(connection, run, feed.name());
        String stopped = "";
        List<String> concerns = new ArrayList<>();
        Set<String> notes = new LinkedHashSet<>();
        try (PreparedStatement query = connection.prepareStatement("""
                select state, reasons, notes from hub.feed_run where run_id = ? and feed = ?""")) {
            query.setLong(1, run);
            query.setString(2, feed.name());
            try (ResultSet row = query.executeQuery()) {
                if (row.next()) {
                    if (row.getString(1).equals("stopped")) {
                        stopped = String.join("; ", texts(row, 2));
                    } else {
                        concerns.addAll(texts(row, 2));
                    }
                    notes.addAll(texts(row, 3));
                }
            }
        }
        if (feed.kind() == FeedKind.DELTA) {
            concerns.addAll(olderContent(connection, run, feed.name()));
        }
        notes.addAll(deliveryNotes(connection, run, feed.name()));
        notes.removeAll(concerns);
        FirstLoad.note(connection, run, feed.name()).ifPresent(notes::add);
        Optional<FeedPauses.Pause> pause = FeedPauses.of(connection, feed.name());
        pause.ifPresent(paused -> concerns.add("paused since "
                + paused.since().atZone(LONDON).format(DAY) + " by " + paused.actor() + ", so nothing of it is read: "
                + paused.reason()));
        if (stopped.isEmpty() && pause.isEmpty()) {
            concerns.addAll(silence);
        }
        boolean overdue = stopped.isEmpty() && pause.isEmpty() && sum.refused == 0 && overdue(connection, feed);
        FeedVerdict.Evidence evidence = new FeedVerdict.Evidence(
                sum.books,
                sum.deliveries,
                sum.refused,
                sum.endingHeld,
                stopped,
                overdue,
                sum.emptied && brought(connection, feed.name()),
                concerns,
                List.copyOf(notes),
                failures(connection, run, feed.name()));
        return FeedVerdict.judge(feed.name(), evidence, sum.seconds);
    }

    private record Sum(Books books, int deliveries, int refused, long endingHeld, boolean emptied, double seconds) {}

    private static Sum sum(Connection connection, long run, String feed) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("""
                select coalesce(sum(received), 0), coalesce(sum(added), 0), coalesce(sum(changed), 0),
                    coalesce(sum(unchanged), 0), coalesce(sum(failed), 0), coalesce(sum(held), 0),
                    coalesce(sum(ended), 0), count(*), count(*) filter (where state = 'rejected'),
                    coalesce(sum(ending_held), 0),
                    coalesce(bool_or(received = 0 and state = 'accepted'), false),
                    coalesce(sum(extract(epoch from finished_at - received_at)), 0)
                from hub.delivery where run_id = ? and feed = ?""")) {
            query.setLong(1, run);
            query.setString(2, feed);
            try (ResultSet row = query.executeQuery()) {
                row.next();
                Books books = new Books(
                        row.getLong(1),
                        row.getLong(2),
                        row.getLong(3),
                        row.getLong(4),
                        row.getLong(5),
                        row.getLong(6),
                        row.getLong(7));
                return new Sum(
                        books, row.getInt(8), row.getInt(9), row.getLong(10), row.getBoolean(11), row.getDouble(12));
            }
        }
    }

    private static List<String> deliveryNotes(Connection connection, long run, String feed) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(
                "select unnest(notes) from hub.delivery where run_id = ? and feed = ? order by id")) {
            query.setLong(1, run);
            query.setString(2, feed);
            return strings(query);
        }
    }

    /** About deliveries that were not taken though they were not what the feed had brought last. */
    private static List<String> olderContent(Connection connection, long run, String feed) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("""
                select unnest(d.notes) from hub.delivery d
                where d.run_id = ? and d.feed = ? and d.state = 'duplicate' and d.sha256 <> (
                    select a.sha256 from hub.delivery a
                    where a.feed = d.feed and a.id < d.id and a.state in ('accepted', 'accepted_with_errors')
                    order by a.id desc limit 1)
                order by d.id""")) {
            query.setLong(1, run);
            query.setString(2, feed);
            return strings(query);
        }
    }

    private static List<String> failures(Connection connection, long run, String feed) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("""
                select case count(*) when 1 then '1 record failed' else count(*) || ' records failed, the first' end
                    || ' in ' || min(d.name) || ' line ' || min(f.line) || ' (' || f.rule || '): ' || min(f.message)
                from hub.failure f join hub.delivery d on d.id = f.delivery_id
                where f.run_id = ? and f.feed = ? and f.source_key not in ('(delivery)', '(ending)')
                group by f.rule, f.column_name order by count(*) desc, f.rule, f.column_name limit ?""")) {
            query.setLong(1, run);
            query.setString(2, feed);
            query.setInt(3, MOST_KINDS);
            return strings(query);
        }
    }

    /** Only a feed that has brought something before can be late. */
    private static boolean overdue(Connection connection, FeedSettings feed) throws SQLException {
        if (feed.expectEvery().isEmpty()) {
            return false;
        }
        Optional<Instant> last = lastDelivery(connection, feed.name());
        return last.isPresent()
                && Duration.between(last.get(), Instant.now())
                                .compareTo(feed.expectEvery().get())
                        > 0;
    }

    private static Optional<Instant> lastDelivery(Connection connection, String feed) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("""
                select max(received_at) from hub.delivery
                where feed = ? and state in ('accepted', 'accepted_with_errors', 'duplicate')""")) {
            query.setString(1, feed);
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return Optional.ofNullable(row.getTimestamp(1)).map(Timestamp::toInstant);
            }
        }
    }

    private static boolean brought(Connection connection, String feed) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(
                "select exists (select 1 from hub.delivery where feed = ? and received > 0)")) {
            query.setString(1, feed);
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        }
    }

    private static void keep(Connection connection, long run, FeedResult result) throws SQLException {
        try (PreparedStatement upsert = connection.prepareStatement("""
                insert into hub.feed_run (run_id, feed, state, verdict, reasons, finished_at)
                values (?, ?, 'done', ?, ?, now())
                on conflict (run_id, feed) do update set verdict = excluded.verdict, reasons = excluded.reasons,
                    notes = '{}', finished_at = coalesce(hub.feed_run.finished_at, now())""")) {
            upsert.setLong(1, run);
            upsert.setString(2, result.feed());
            upsert.setString(3, result.verdict().name());
            upsert.setArray(4, connection.createArrayOf("text", result.reasons().toArray()));
            upsert.executeUpdate();
        }
    }

    private static List<String> strings(PreparedStatement query) throws SQLException {
        List<String> found = new ArrayList<>();
        try (ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
                found.add(rows.getString(1));
            }
        }
        return found;
    }

    private static List<String> texts(ResultSet row, int column) throws SQLException {
        return List.of((String[]) row.getArray(column).getArray());
    }

    private static Instant instant(ResultSet row, int column) throws SQLException {
        return row.getTimestamp(column).toInstant();
    }
}
