package uk.fosteringhub.core.watch;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.fosteringhub.core.settings.FeedSettings;
import uk.fosteringhub.core.store.Database;

/**
 * Looks after everything that must not happen unnoticed, and keeps one incident for each from its beginning to its end. Any
 * number of processes may look; one at a time does.
 */
public final class Watchman {
    private static final Logger LOG = LoggerFactory.getLogger(Watchman.class);

    private final Database database;
    private final List<Watch> watches;
    private final WatchSettings settings;
    private final Telling telling;

    public Watchman(Database database, List<Watch> watches, WatchSettings settings, Telling telling) {
        this.database = database;
        this.watches = List.copyOf(watches);
        this.settings = settings;
        this.telling = telling;
    }

    /**
     * All there is to be watched.
     *
     * @param targets the systems that get changes
     * @param lastDue when the schedule's time came last, at or before some time
     */
    public static List<Watch> watches(
            List<FeedSettings> feeds,
            List<String> targets,
            WatchSettings settings,
            ZoneId zone,
            Function<Instant, Optional<Instant>> lastDue) {
        FeedsInUse inUse = new FeedsInUse(feeds);
        Times times = new Times(zone);
        return List.of(
                new LateFeeds(inUse, times),
                new RedFeeds(inUse),
                new UnexplainedZeros(inUse),
                new SequenceGaps(inUse, settings.sequences()),
                new StaleCursors(inUse, settings.staleCursor(), times),
                new TargetTroubles(targets, settings, times),
                new MissedRuns(lastDue, inUse, settings, times));
    }

    /** Looks once; empty if another process is looking right now. */
    public Optional<List<Telling.Step>> look() {
        Optional<List<Telling.Step>> steps = database.inTransaction(connection -> {
            if (!mine(connection)) {
                return Optional.empty();
            }
            Instant now = begin(connection);
            List<Finding> findings = new ArrayList<>();
            for (Watch watch : watches) {
                findings.addAll(watch.look(connection, now));
            }
            List<Telling.Step> come = new IncidentBook(connection, settings).enter(findings);
            telling.tell(connection, come);
            return Optional.of(come);
        });
        steps.ifPresent(come -> come.forEach(step -> LOG.info(
                "incident={} kind={} about={} outcome={}",
                step.incident().id(),
                step.incident().kind().word(),
                step.incident().subject().replace(' ', ':'),
                step.what().name().toLowerCase(java.util.Locale.ROOT))));
        return steps;
    }

    private static boolean mine(Connection connection) throws SQLException {
        try (PreparedStatement query =
                        connection.prepareStatement("select pg_try_advisory_xact_lock(hashtextextended('watch', 0))");
                ResultSet row = query.executeQuery()) {
            row.next();
            return row.getBoolean(1);
        }
    }

    private static Instant begin(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("""
                        insert into hub.watch as w default values
                        on conflict (one) do update set last_look_at = now() returning now()""")) {
            row.next();
            return row.getTimestamp(1).toInstant();
        }
    }
}
