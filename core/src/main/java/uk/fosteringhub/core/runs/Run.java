package uk.fosteringhub.core.runs;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import uk.fosteringhub.core.failures.FailureCounts;
import uk.fosteringhub.core.intake.DeliveryOutcome;
import uk.fosteringhub.core.publish.Targets;
import uk.fosteringhub.core.settings.FeedSettings;
import uk.fosteringhub.core.store.Database;

/** A run that this process leads, until closed. */
public final class Run implements AutoCloseable {
    private final Database database;
    private final Connection session;
    private final long id;
    private final boolean resumed;
    private final Instant startedAt = Instant.now();
    private final Map<String, Rehearsal> rehearsals = new LinkedHashMap<>();

    Run(Database database, Connection session, long id, boolean resumed) {
        this.database = database;
        this.session = session;
        this.id = id;
        this.resumed = resumed;
    }

    /** What a dry run has found out about a feed. */
    private static final class Rehearsal {
        private final FeedSettings feed;
        private final Instant startedAt = Instant.now();
        private final List<DeliveryOutcome> outcomes = new ArrayList<>();
        private final List<String> notes = new ArrayList<>();
        private String stopped = "";

        Rehearsal(FeedSettings feed) {
            this.feed = feed;
        }
    }

    /** 0 in a dry run. */
    public long id() {
        return id;
    }

    /** Whether it goes on with a run that a crash has left unfinished. */
    public boolean resumed() {
        return resumed;
    }

    public boolean dryRun() {
        return id == 0;
    }

    /** Opens the books of a feed. Doing it again is the same as once. */
    public void begin(FeedSettings feed) {
        if (dryRun()) {
            rehearsals.put(feed.name(), new Rehearsal(feed));
            return;
        }
        update("""
                insert into hub.feed_run (run_id, feed, state) values (?, ?, 'open')
                on conflict (run_id, feed) do update set state = 'open', reasons = '{}'""", statement -> {
            statement.setLong(1, id);
            statement.setString(2, feed.name());
        });
    }

    /** Keeps what a dry run found out about a delivery; a real run has it in its books already. */
    public void rehearsed(FeedSettings feed, DeliveryOutcome outcome) {
        if (dryRun()) {
            rehearsals.get(feed.name()).outcomes.add(outcome);
        }
    }

    /** Adds a plain sentence to what a person is told about a feed; it does not change the verdict. */
    public void note(FeedSettings feed, String note) {
        if (dryRun()) {
            rehearsals.get(feed.name()).notes.add(note);
            return;
        }
        update("""
                update hub.feed_run set notes = array_append(array_remove(notes, ?), ?) where run_id = ? and feed = ?""", statement -> {
            statement.setString(1, note);
            statement.setString(2, note);
            statement.setLong(3, id);
            statement.setString(4, feed.name());
        });
    }

    /** The feed could not be read to its end: an outage, refused credentials, an answer that cannot be used. */
    public void stopped(FeedSettings feed, String reason) {
        if (dryRun()) {
            rehearsals.get(feed.name()).stopped = reason;
            return;
        }
        update("""
                update hub.feed_run set state = 'stopped', reasons = array_append(reasons, ?), finished_at = now()
                where run_id = ? and feed = ?""", statement -> {
            statement.setString(1, reason);
            statement.setLong(2, id);
            statement.setString(3, feed.name());
        });
    }

    /** Something is wrong that concerns a feed without stopping it: the verdict is amber at best. */
    public void concern(FeedSettings feed, String reason) {
        update("""
                update hub.feed_run set reasons = array_append(reasons, ?) where run_id = ? and feed = ?""", statement -> {
            statement.setString(1, reason);
            statement.setLong(2, id);
            statement.setString(3, feed.name());
        });
    }

    /** Everything that was there on the feed has been taken. */
    public void done(FeedSettings feed) {
        if (!dryRun()) {
            update("""
                    update hub.feed_run set state = 'done', finished_at = now()
                    where run_id = ? and feed = ? and state = 'open'""", statement -> {
                statement.setLong(1, id);
                statement.setString(2, feed.name());
            });
        }
    }

    /** Closes the books, decides the verdict and keeps both. */
    public RunResult finish(List<FeedSettings> feeds) {
        return finish(feeds, Targets.NONE);
    }

    /**
     * Closes the books towards the targets too.
     *
     * @param targets who gets changes
     */
    public RunResult finish(List<FeedSettings> feeds, Targets targets) {
        if (dryRun()) {
            return rehearsalResult();
        }
        RunResult result = database.inTransaction(connection -> RunBooks.close(connection, id, feeds, targets));
        new FailureCounts(database).drawTogether();
        return result;
    }

    private RunResult rehearsalResult() {
        Instant now = Instant.now();
        List<FeedResult> results = new ArrayList<>();
        for (Rehearsal rehearsal : rehearsals.values()) {
            Books books = Books.NONE;
            int refused = 0;
            List<String> notes = new ArrayList<>(rehearsal.notes);
            List<String> concerns = new ArrayList<>();
            for (DeliveryOutcome outcome : rehearsal.outcomes) {
                books = books.plus(outcome.books());
                boolean rejected = outcome.state() == DeliveryOutcome.State.REJECTED;
                refused += rejected ? 1 : 0;
                outcome.problems().forEach(problem -> (rejected ? notes : concerns).add(problem.message()));
                notes.addAll(outcome.notes());
            }
            FeedVerdict.Evidence evidence = new FeedVerdict.Evidence(
                    books,
                    rehearsal.outcomes.size(),
                    refused,
                    0,
                    rehearsal.stopped,
                    false,
                    false,
                    concerns,
                    notes,
                    List.of());
            results.add(FeedVerdict.judge(
                    rehearsal.feed.name(),
                    evidence,
                    java.time.Duration.between(rehearsal.startedAt, now).toMillis() / 1000.0));
        }
        return new RunResult(0, RunBooks.overall(results), startedAt, now, results, List.of());
    }

    @FunctionalInterface
    private interface Fill {
        void into(PreparedStatement statement) throws SQLException;
    }

    private void update(String sql, Fill fill) {
        database.inTransaction(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                fill.into(statement);
                return statement.executeUpdate();
            }
        });
    }

    /** Gives the lead back. An unfinished run is gone on with by the next {@link Runs#lead}. */
    @Override
    public void close() {
        try (session) {
            Runs.unlock(session);
        } catch (SQLException failed) {
            throw Database.unusable(failed);
        }
    }
}
