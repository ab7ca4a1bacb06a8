package uk.fosteringhub.core.watch;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Targets that are away, have not acknowledged files, or whose books do not balance. */
final class TargetTroubles implements Watch {
    private final List<String> targets;
    private final Duration awayFor;
    private final Duration unansweredFor;
    private final Times times;

    TargetTroubles(List<String> targets, WatchSettings settings, Times times) {
        this.targets = List.copyOf(targets);
        this.awayFor = settings.awayFor();
        this.unansweredFor = settings.unansweredFor();
        this.times = times;
    }

    @Override
    public List<Finding> look(Connection connection, Instant now) throws SQLException {
        List<Finding> findings = new ArrayList<>();
        for (String target : targets) {
            away(connection, target, findings);
            unanswered(connection, target, findings);
            unbalanced(connection, target, findings);
        }
        return findings;
    }

    private void away(Connection connection, String target, List<Finding> findings) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("""
                select away_since, sentence, (select count(*) from hub.outgoing o where o.target = s.target)
                from hub.target_state s where target = ? and away_since < now() - make_interval(secs => ?)""")) {
            query.setString(1, target);
            query.setDouble(2, awayFor.toSeconds());
            try (ResultSet row = query.executeQuery()) {
                if (row.next()) {
                    Instant since = row.getTimestamp(1).toInstant();
                    findings.add(new Finding(
                            IncidentKind.TARGET_AWAY,
                            Subject.target(target),
                            target + " has been away since " + times.at(since) + ", and " + row.getLong(3)
                                    + " changes wait for it. " + row.getString(2),
                            "See that " + target
                                    + " runs and lets the hub in. Nothing is lost: what waits is delivered in"
                                    + " its order once " + target + " is back.",
                            false,
                            "since " + since));
                }
            }
        }
    }

    private void unanswered(Connection connection, String target, List<Finding> findings) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("""
                select count(*), min(sent_at), min(name) from hub.parcel
                where target = ? and answered_at is null and sent_at < now() - make_interval(secs => ?)
                having count(*) > 0""")) {
            query.setString(1, target);
            query.setDouble(2, unansweredFor.toSeconds());
            try (ResultSet row = query.executeQuery()) {
                if (row.next()) {
                    long files = row.getLong(1);
                    findings.add(new Finding(
                            IncidentKind.UNANSWERED_FILE,
                            Subject.target(target),
                            (files == 1 ? "A file" : files + " files") + " for " + target
                                    + " had no acknowledgement, or none of every row, since "
                                    + times.at(row.getTimestamp(2).toInstant()) + ": " + row.getString(3)
                                    + (files == 1 ? "." : " and more."),
                            "Ask the owner of " + target
                                    + " whether its import runs, and for the acknowledgement files.",
                            false,
                            row.getString(3)));
                }
            }
        }
    }

    private static void unbalanced(Connection connection, String target, List<Finding> findings) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("""
                select run_id, verdict = 'RED' from hub.run_target where target = ? order by run_id desc limit 1""")) {
            query.setString(1, target);
            try (ResultSet row = query.executeQuery()) {
                if (row.next() && row.getBoolean(2)) {
                    findings.add(new Finding(
                            IncidentKind.RED_TARGET,
                            Subject.target(target),
                            "The changes of run " + row.getLong(1) + " for " + target
                                    + " are not the sum of what became of them.",
                            "Keep the log, and tell whoever maintains the hub: changes are unaccounted for.",
                            false,
                            "run " + row.getLong(1)));
                }
            }
        }
    }
}
