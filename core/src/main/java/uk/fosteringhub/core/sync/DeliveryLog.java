package uk.fosteringhub.core.sync;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import uk.fosteringhub.core.failures.FailureLog;
import uk.fosteringhub.core.intake.DeliveryOutcome;
import uk.fosteringhub.core.intake.DeliveryOutcome.State;
import uk.fosteringhub.core.intake.IncomingDelivery;
import uk.fosteringhub.core.runs.Books;
import uk.fosteringhub.core.settings.FeedKind;
import uk.fosteringhub.core.settings.FeedSettings;
import uk.fosteringhub.core.settings.FeedWay;
import uk.fosteringhub.core.store.Together;

/** The rows of {@code hub.delivery}. */
final class DeliveryLog {
    private static final String OLDER = "which was taken as delivery %d, and other content has come since. "
            + "Nothing of it was taken: an old file that comes again by mistake would undo what came after it. "
            + "If it puts right what came since, add an empty line at its end or sort its rows otherwise, and send it again";

    private final Connection connection;

    DeliveryLog(Connection connection) {
        this.connection = connection;
    }

    /**
     * A delivery in the books.
     *
     * @param baseline whether it is part of the feed's first load
     * @param again whether a crash had broken it off in this run
     */
    record Opened(long id, boolean baseline, boolean again) {}

    /** Opens a delivery, or the same one again after a crash. */
    Opened open(long run, IncomingDelivery delivery, String fingerprint) throws SQLException {
        Optional<Opened> again = unfinished(run, delivery);
        if (again.isPresent()) {
            return again.get();
        }
        try (PreparedStatement insert = connection.prepareStatement("""
                insert into hub.delivery (feed, run_id, name, sha256, bytes, mapping_fingerprint, state, baseline)
                values (?, ?, ?, ?, ?, ?, 'received', ? and (
                    not exists (select 1 from hub.feed where name = ? and baseline_ended_at is not null)
                    or exists (
                        select 1 from hub.delivery where feed = ? and sha256 = ? and state = 'rejected' and baseline))
                    and not (? and exists (
                        select 1 from hub.feed_run where feed = ? and run_id < ? and verdict = 'GREEN')))
                returning id, baseline""")) {
            insert.setString(1, delivery.feed().name());
            insert.setLong(2, run);
            insert.setString(3, delivery.name());
            insert.setString(4, delivery.content().sha256());
            insert.setLong(5, delivery.content().bytes());
            insert.setString(6, fingerprint);
            insert.setBoolean(7, !delivery.feed().isNewsFromTheFirst());
            insert.setString(8, delivery.feed().name());
            // What was refused in the first load is still of it when it is taken after all.
            insert.setString(9, delivery.feed().name());
            insert.setString(10, delivery.content().sha256());
            // The hub delivers only where it has something to say: having had nothing to say was a beginning too.
            insert.setBoolean(11, delivery.feed().way() == FeedWay.RULES);
            insert.setString(12, delivery.feed().name());
            insert.setLong(13, run);
            try (ResultSet row = insert.executeQuery()) {
                row.next();
                return new Opened(row.getLong(1), row.getBoolean(2), false);
            }
        }
    }

    private Optional<Opened> unfinished(long run, IncomingDelivery delivery) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("""
                select id, baseline from hub.delivery
                where run_id = ? and feed = ? and sha256 = ? and state = 'received' order by id desc limit 1""")) {
            query.setLong(1, run);
            query.setString(2, delivery.feed().name());
            query.setString(3, delivery.content().sha256());
            try (ResultSet row = query.executeQuery()) {
                return row.next() ? Optional.of(new Opened(row.getLong(1), row.getBoolean(2), true)) : Optional.empty();
            }
        }
    }

    /** What became of this very delivery, if it was finished in this run before: a crash may have kept its file in place. */
    Optional<DeliveryOutcome> finishedInRun(long run, IncomingDelivery delivery) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("""
                select id, state, notes, received, added, changed, unchanged, failed, held, ended from hub.delivery
                where run_id = ? and feed = ? and name = ? and sha256 = ?
                    and state in ('accepted', 'accepted_with_errors')""")) {
            query.setLong(1, run);
            query.setString(2, delivery.feed().name());
            query.setString(3, delivery.name());
            query.setString(4, delivery.content().sha256());
            try (ResultSet row = query.executeQuery()) {
                if (!row.next()) {
                    return Optional.empty();
                }
                State state = State.valueOf(row.getString(2).toUpperCase(Locale.ROOT));
                List<String> notes = List.of((String[]) row.getArray(3).getArray());
                return Optional.of(outcome(row.getLong(1), state, books(row, 4), notes));
            }
        }
    }

    /**
     * Notes a delivery whose content makes it needless, if it does. Going back to an older state is news in a snapshot and
     * in what the hub itself has just fetched or made. Of a file that tells only of some records nobody but its sender
     * knows whether it came again by mistake, and would undo what came after it, or puts that right: it is not taken, and
     * the run's verdict says so. An event told before is not news.
     */
    Optional<DeliveryOutcome> sameContent(long run, IncomingDelivery delivery, String fingerprint) throws SQLException {
        FeedSettings feed = delivery.feed();
        String sha256 = delivery.content().sha256();
        Optional<Earlier> newest = earlier(feed, Optional.empty());
        if (newest.isPresent() && newest.get().sha256().equals(sha256)) {
            return newest.get().throughBy(fingerprint)
                    ? Optional.of(duplicate(run, delivery, fingerprint, newest.get(), "which was taken before"))
                    : Optional.empty();
        }
        if (feed.kind() == FeedKind.SNAPSHOT || !isSent(feed.way())) {
            return Optional.empty();
        }
        Optional<Earlier> older = earlier(feed, Optional.of(sha256));
        if (older.isEmpty()) {
            return Optional.empty();
        }
        String words = feed.kind() == FeedKind.EVENT
                ? "which was taken before"
                : OLDER.formatted(older.get().id());
        return Optional.of(duplicate(run, delivery, fingerprint, older.get(), words));
    }

    /** Whether others decide what comes and when; else the hub asks for it or makes it, and it is of this moment. */
    private static boolean isSent(FeedWay way) {
        return switch (way) {
            case FILE_DROP, PUSH, MLLP -> true;
            case JSON_PULL, STATUS_CHECK, RULES -> false;
        };
    }

    /** A delivery that was taken. */
    private record Earlier(
            long id,
            String name,
            String sha256,
            long rows,
            String fingerprint,
            boolean withoutErrors,
            long endingHeld) {

        /** Whether all of it went through by this mapping, so that taking it again would change nothing. */
        boolean throughBy(String mapping) {
            return withoutErrors && endingHeld == 0 && fingerprint.equals(mapping);
        }
    }

    /** The newest delivery of a feed that was taken, or the newest of those with some content. */
    private Optional<Earlier> earlier(FeedSettings feed, Optional<String> sha256) throws SQLException {
        try (PreparedStatement query =
                connection.prepareStatement("""
                select id, name, sha256, received, mapping_fingerprint, state = 'accepted', ending_held from hub.delivery
                where feed = ? and state in ('accepted', 'accepted_with_errors') %s
                order by id desc limit 1""".formatted(sha256.isPresent() ? "and sha256 = ?" : ""))) {
            query.setString(1, feed.name());
            if (sha256.isPresent()) {
                query.setString(2, sha256.get());
            }
            try (ResultSet row = query.executeQuery()) {
                return row.next()
                        ? Optional.of(new Earlier(
                                row.getLong(1),
                                row.getString(2),
                                row.getString(3),
                                row.getLong(4),
                                row.getString(5),
                                row.getBoolean(6),
                                row.getLong(7)))
                        : Optional.empty();
            }
        }
    }

    private DeliveryOutcome duplicate(
            long run, IncomingDelivery delivery, String fingerprint, Earlier earlier, String words)
            throws SQLException {
        long id = open(run, delivery, fingerprint).id();
        List<String> notes = List.of(delivery.name() + " has the same content as " + earlier.name() + ", " + words);
        Books books = finish(id, State.DUPLICATE, earlier.rows(), earlier.rows(), 0, notes);
        if (delivery.cursor().isPresent()) {
            moveCursor(delivery.feed().name(), delivery.cursor().get(), id);
        }
        if (delivery.last()) {
            Baseline.end(connection, delivery.feed().name());
        }
        return new DeliveryOutcome(id, State.DUPLICATE, books, List.of(), notes);
    }

    /** With the first of its failed rows, for the acknowledgement. */
    DeliveryOutcome outcome(long id, State state, Books books, List<String> notes) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("""
                select line, column_name, rule, message from hub.failure
                where delivery_id = ? and source_key <> ? order by line limit ?""")) {
            query.setLong(1, id);
            query.setString(2, FailureLog.ENDING);
            query.setInt(3, DeliveryOutcome.MOST_PROBLEMS);
            List<DeliveryOutcome.RowProblem> problems = new ArrayList<>();
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    problems.add(new DeliveryOutcome.RowProblem(
                            rows.getLong(1), rows.getString(2), rows.getString(3), rows.getString(4)));
                }
            }
            return new DeliveryOutcome(id, state, books, problems, notes);
        }
    }

    private static Books books(ResultSet row, int first) throws SQLException {
        return new Books(
                row.getLong(first),
                row.getLong(first + 1),
                row.getLong(first + 2),
                row.getLong(first + 3),
                row.getLong(first + 4),
                row.getLong(first + 5),
                row.getLong(first + 6));
    }

    /** Failed and held rows are read again from the start when a delivery is taken up again, so their counts start anew. */
    void startAgain(long id) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement("update hub.delivery set failed = 0, held = 0 where id = ?")) {
            update.setLong(1, id);
            update.executeUpdate();
        }
    }

    void count(long id, ChunkWriter.Counts counts) throws SQLException {
        Together only = new Together(connection);
        count(id, counts, only);
        only.execute();
    }

    /** Has it counted together with others. */
    static void count(long id, ChunkWriter.Counts counts, Together others) {
        others.add(
                """
                update hub.delivery set added = added + ?, changed = changed + ?, unchanged = unchanged + ?,
                    failed = failed + ?, held = held + ?, unknown_codes = unknown_codes + ? where id = ?""",
                counts.added,
                counts.changed,
                counts.unchanged,
                counts.failed,
                counts.held,
                counts.unknownCodes,
                id);
    }

    /** How many codes of this delivery no table knew. */
    long unknownCodes(long id) throws SQLException {
        try (PreparedStatement query =
                connection.prepareStatement("select unknown_codes from hub.delivery where id = ?")) {
            query.setLong(1, id);
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    void countEnded(long id, long ended) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement("update hub.delivery set ended = ended + ? where id = ?")) {
            update.setLong(1, ended);
            update.setLong(2, id);
            update.executeUpdate();
        }
    }

    /** Closes a delivery's books: the rows that needed no taking through are added here, once. */
    Books finish(long id, State state, long received, long unchanged, long endingHeld, List<String> notes)
            throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("""
                update hub.delivery set
                    state = case when ? = 'accepted' and failed + held > 0 then 'accepted_with_errors' else ? end, received = ?, unchanged = unchanged + ?, ending_held = ?, notes = ?,
                    finished_at = now()
                where id = ? returning received, added, changed, unchanged, failed, held, ended""")) {
            String name = state.name().toLowerCase(Locale.ROOT);
            update.setString(1, name);
            update.setString(2, name);
            update.setLong(3, received);
            update.setLong(4, unchanged);
            update.setLong(5, endingHeld);
            update.setArray(6, connection.createArrayOf("text", notes.toArray()));
            update.setLong(7, id);
            try (ResultSet row = update.executeQuery()) {
                row.next();
                return books(row, 1);
            }
        }
    }

    void moveCursor(String feed, String cursor, long delivery) throws SQLException {
        try (PreparedStatement upsert = connection.prepareStatement("""
                insert into hub.feed_cursor (feed, cursor, delivery_id) values (?, ?, ?)
                on conflict (feed) do update set cursor = excluded.cursor, delivery_id = excluded.delivery_id""")) {
            upsert.setString(1, feed);
            upsert.setString(2, cursor);
            upsert.setLong(3, delivery);
            upsert.executeUpdate();
        }
    }
}
