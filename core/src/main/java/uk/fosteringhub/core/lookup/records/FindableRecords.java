package uk.fosteringhub.core.lookup.records;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.fosteringhub.core.records.RecordType;
import uk.fosteringhub.core.records.RecordTypes;
import uk.fosteringhub.core.store.Database;

/**
 * Keeps {@code hub.findable} up to date: what persons, households and enquiries are found by. It follows the log of changes,
 * so no load waits for it; whoever searches brings it up to date first, which costs next to nothing where little changed.
 */
public final class FindableRecords {
    private static final Logger LOG = LoggerFactory.getLogger(FindableRecords.class);
    /** The types that are found by what they say. */
    static final List<RecordType> TYPES = List.of(RecordTypes.PERSON, RecordTypes.HOUSEHOLD, RecordTypes.ENQUIRY);

    private static final int BATCH = 10_000;
    /** About as much as is written in a twentieth of a second. */
    private static final int GENTLE_BATCH = 200;

    /** So many seconds' changes are looked at in one statement. */
    private static final Duration GENTLE_SPAN = Duration.ofSeconds(5);

    private static final Duration FOR_EVER = Duration.ZERO;
    private static final int REST_FOR_WORK = 4;
    private static final Duration LONGEST_REST = Duration.ofSeconds(1);
    /** How far the clocks of several hubs and the database may be apart: changes carry the time of the hub. */
    private static final String MARGIN = "1 minute";

    private final Database database;

    public FindableRecords(Database database) {
        this.database = database;
    }

    /**
     * Takes in every change that has been committed. One process at a time does; where another is at it, this returns at
     * once.
     *
     * @return how many records were taken in anew
     */
    public int refresh() {
        return refresh(FOR_EVER, Duration.ZERO, BATCH);
    }

    /**
     * The same in small pieces with rests between them that are several times as long as the work, so that who pushes or
     * looks something up meanwhile does not notice.
     */
    public int refreshGently() {
        return refresh(GENTLE_SPAN, LONGEST_REST, GENTLE_BATCH);
    }

    private int refresh(Duration span, Duration longestRest, int atOnce) {
        Optional<Begun> found =
                database.inTransaction(connection -> mine(connection) ? begin(connection) : Optional.empty());
        if (found.isEmpty()) {
            return 0;
        }
        int taken = found.get().taken();
        Timestamp settled = found.get().settled();
        Optional<Timestamp> from = found.get().from();
        while (from.isPresent()) {
            Timestamp since = from.get();
            long looked = System.nanoTime();
            Optional<Due> due = database.inTransaction(
                    connection -> mine(connection) ? Optional.of(due(connection, since, span)) : Optional.empty());
            if (due.isEmpty() || due.get().until().isPresent() && !rest(longestRest, System.nanoTime() - looked)) {
                // Another process is at it, or the hub is being stopped; what is left is done then.
                return taken;
            }
            for (var ofType : due.get().entities().entrySet()) {
                List<Long> entities = ofType.getValue();
                for (int at = 0; at < entities.size(); at += atOnce) {
                    List<Long> piece = entities.subList(at, Math.min(entities.size(), at + atOnce));
                    long began = System.nanoTime();
                    Optional<Integer> written = database.inTransaction(connection -> mine(connection)
                            ? Optional.of(FindableRows.anew(connection, ofType.getKey(), piece))
                            : Optional.empty());
                    if (written.isEmpty()) {
                        return taken;
                    }
                    taken += written.get();
                    if (written.get() > 0 && !rest(longestRest, System.nanoTime() - began)) {
                        return taken;
                    }
                }
            }
            // What comes while this is at it is for the next time.
            from = due.get().until().filter(found.get().now()::after);
            Timestamp done = from.filter(settled::after).orElse(settled);
            database.inTransaction(connection -> {
                keep(connection, done);
                return null;
            });
        }
        if (taken > 0) {
            LOG.info("lookup=findable records={} outcome=taken-in", taken);
        }
        return taken;
    }

    /** @return false if the hub is being stopped; the next refresh does what is left */
    private static boolean rest(Duration longest, long workedNanos) {
        try {
            TimeUnit.NANOSECONDS.sleep(Math.min(longest.toNanos(), REST_FOR_WORK * workedNanos));
            return true;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /**
     * Where it begins.
     *
     * @param taken what was taken in already
     * @param from since when changes are to be looked at; empty if everything was taken in
     * @param settled until when no change can be committed any more
     * @param now by the database's clock, when it began
     */
    private record Begun(int taken, Optional<Timestamp> from, Timestamp settled, Timestamp now) {}

    /**
     * What has to be looked at.
     *
     * @param entities by type; they may turn out to be as they were
     * @param until up to when these changes are, without it; empty if there are none later
     */
    private record Due(Map<RecordType, List<Long>> entities, Optional<Timestamp> until) {}

    private static Optional<Begun> begin(Connection connection) throws SQLException {
        Optional<Timestamp> upTo = upTo(connection);
        Timestamp settled = next(connection);
        if (upTo.isPresent()) {
            return Optional.of(new Begun(0, upTo, settled, now(connection)));
        }
        int taken = FindableRows.all(connection, TYPES);
        keep(connection, settled);
        return Optional.of(new Begun(taken, Optional.empty(), settled, settled));
    }

    /** The changes of so much time from the first on that there is; the more at once, the longer it takes. */
    private static Due due(Connection connection, Timestamp since, Duration span) throws SQLException {
        Optional<Timestamp> until = span.equals(FOR_EVER)
                ? Optional.empty()
                : first(connection, since)
                        .map(first -> Timestamp.from(first.toInstant().plus(span)));
        return new Due(changed(connection, since, until), until);
    }

    private static Optional<Timestamp> first(Connection connection, Timestamp since) throws SQLException {
        try (PreparedStatement query =
                connection.prepareStatement("select min(changed_at) from hub.change where changed_at >= ?")) {
            query.setTimestamp(1, since);
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return Optional.ofNullable(row.getTimestamp(1));
            }
        }
    }

    private static boolean mine(Connection connection) throws SQLException {
        try (Statement query = connection.createStatement();
                ResultSet row =
                        query.executeQuery("select pg_try_advisory_xact_lock(hashtextextended('hub.findable', 0))")) {
            row.next();
            return row.getBoolean(1);
        }
    }

    private static Optional<Timestamp> upTo(Connection connection) throws SQLException {
        try (Statement query = connection.createStatement();
                ResultSet row = query.executeQuery("select up_to from hub.findable_state")) {
            return row.next() ? Optional.of(row.getTimestamp(1)) : Optional.empty();
        }
    }

    /** Transactions that are under way may yet commit changes of the time at which they began. */
    private static Timestamp next(Connection connection) throws SQLException {
        try (Statement query = connection.createStatement();
                ResultSet row = query.executeQuery("select least(now(), min(xact_start)) - interval '" + MARGIN + "'"
                        + " from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()")) {
            row.next();
            return row.getTimestamp(1);
        }
    }

    private static Timestamp now(Connection connection) throws SQLException {
        try (Statement query = connection.createStatement();
                ResultSet row = query.executeQuery("select now()")) {
            row.next();
            return row.getTimestamp(1);
        }
    }

    private static void keep(Connection connection, Timestamp upTo) throws SQLException {
        try (PreparedStatement upsert = connection.prepareStatement("insert into hub.findable_state (up_to) values (?)"
                + " on conflict (one) do update set up_to = greatest(findable_state.up_to, excluded.up_to)")) {
            upsert.setTimestamp(1, upTo);
            upsert.executeUpdate();
        }
    }

    /** A person is also found by addresses and telephone numbers that are records of their own. */
    private static Map<RecordType, List<Long>> changed(
            Connection connection, Timestamp since, Optional<Timestamp> until) throws SQLException {
        Map<RecordType, List<Long>> changed = new LinkedHashMap<>();
        for (RecordType type : TYPES) {
            try (PreparedStatement query = connection.prepareStatement("""
                    with recent as materialized (
                        select record_type, entity_id, before from hub.change
                        where changed_at >= ? and changed_at < coalesce(?::timestamptz, 'infinity')
                            and kind not in ('repair', 'repeated')
                            and record_type in ('person', 'household', 'enquiry', 'address', 'phone')),
                    due as (
                        select entity_id, false as again from recent where record_type in ('person', 'household', 'enquiry')
                        union select (before ->> 'person')::bigint, true from recent where record_type in ('address', 'phone')
                        union select a.person, true from recent r join fostering.address a on a.id = r.entity_id
                            where r.record_type = 'address'
                        union select p.person, true from recent r join fostering.phone p on p.id = r.entity_id
                            where r.record_type = 'phone')
                    select g.id
                    from (select entity_id, bool_or(again) as again from due where entity_id is not null group by 1) d
                    join fostering.%s g on g.id = d.entity_id
                    left join hub.findable f on f.entity_id = g.id
                    where d.again or f.version is distinct from g.version
                    order by g.id""".formatted(type.name()))) {
                query.setTimestamp(1, since);
                query.setTimestamp(2, until.orElse(null));
                List<Long> entities = new ArrayList<>();
                try (ResultSet rows = query.executeQuery()) {
                    while (rows.next()) {
                        entities.add(rows.getLong(1));
                    }
                }
                changed.put(type, entities);
            }
        }
        return changed;
    }
}
