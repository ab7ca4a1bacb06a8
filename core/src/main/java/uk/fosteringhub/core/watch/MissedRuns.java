package uk.fosteringhub.core.watch;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Scheduled runs that did not start, and runs that do not come to an end. */
final class MissedRuns implements Watch {
    private final Function<Instant, Optional<Instant>> lastDue;
    private final FeedsInUse feeds;
    private final Duration late;
    private final Duration longest;
    private final Times times;

    /** @param lastDue when the schedule's time came last, at or before some time */
    MissedRuns(Function<Instant, Optional<Instant>> lastDue, FeedsInUse feeds, WatchSettings settings, Times times) {
        this.lastDue = lastDue;
        this.feeds = feeds;
        this.late = settings.lateRun();
        this.longest = settings.longRun();
        this.times = times;
    }

    @Override
    public List<Finding> look(Connection connection, Instant now) throws SQLException {
        List<Finding> findings = new ArrayList<>();
        Optional<Instant> due = lastDue.apply(now.minus(late));
        if (due.isPresent() && notStarted(connection, due.get())) {
            findings.add(new Finding(
                    IncidentKind.RUN_NOT_STARTED,
                    Subject.SCHEDULE,
                    "The run of " + times.at(due.get()) + " did not start.",
                    "See whether a hub was serving then (its log says so), and start a run now: ./hub sync, or Run now in"
                            + " the console.",
                    true,
                    "due " + due.get()));
        }
        unended(connection, findings);
        return findings;
    }

    /** Any run of everything will do, whoever started it; one that a crash has left is gone on with under its old time. */
    private boolean notStarted(Connection connection, Instant due) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("""
                select w.first_look_at < ?
                    and not exists (select 1 from hub.run r where (r.started_at >= ? or r.finished_at >= ? or r.state = 'running')
                        and (r.trigger = 'schedule' or r.state = 'running'
                            or (select count(*) from hub.feed_run f where f.run_id = r.id) >= ?))
                from hub.watch w""")) {
            query.setTimestamp(1, Timestamp.from(due));
            query.setTimestamp(2, Timestamp.from(due.minusSeconds(60)));
            query.setTimestamp(3, Timestamp.from(due));
            query.setInt(4, Math.max(1, feeds.now(connection).size()));
            try (ResultSet row = query.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }

    private void unended(Connection connection, List<Finding> findings) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("""
                select id, started_at from hub.run
                where state = 'running' and started_at < now() - make_interval(secs => ?)""")) {
            query.setDouble(1, longest.toSeconds());
            try (ResultSet row = query.executeQuery()) {
                if (row.next()) {
                    findings.add(new Finding(
                            IncidentKind.RUN_NOT_ENDED,
                            Subject.SCHEDULE,
                            "Run " + row.getLong(1) + " began on "
                                    + times.at(row.getTimestamp(2).toInstant()) + " and has no end.",
                            "See in the log whether its process still works. If it was broken off, start a run: it goes on"
                                    + " with this one.",
                            false,
                            "run " + row.getLong(1)));
                }
            }
        }
    }
}
