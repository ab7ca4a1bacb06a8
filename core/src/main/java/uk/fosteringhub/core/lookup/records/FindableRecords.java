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
        return refresh(Duration.ZERO, BATCH);
    }

    /**
     * The same in small pieces with rests between them that are several times as long as the work, so that who pushes or
     * looks something up meanwhile does not notice.
     */
    public int refreshGently() {
        return refresh(LONGEST_REST, GENTLE_BATCH);
    }

    private int refresh(Duration longestRest, int atOnce) {
        Optional<Due> found =
                database.inTransaction(connection -> mine(connection) ? due(connection) : Optional.empty());
        if (found.isEmpty()) {
            return 0;
        }
        Due due = found.get();
        int taken = due.taken();
        for (var ofType : due.entities().entrySet()) {
            List<Long> entities = ofType.getValue();
            for (int from = 0; from < entities.size(); from += atOnce) {
                List<Long> piece = entities.subList(from, Math.min(entities.size(), from + atOnce));
                long began = System.nanoTime();
                Optional<Integer> written = database.inTransaction(connection -> mine(connection)
                        ? Optional.of(FindableRows.anew(connection, ofType.getKey(), piece))
                        : Optional.empty());
                if (written.isEmpty()) {
                    // Another process is at it; it does the rest.
                    return taken;
                }
                taken += written.get();
                if (written.get() > 0 && !rest(longestRest, System.nanoTime() - began)) {
                    return taken;
                }
            }
        }
        database.inTransaction(connection -> {
            keep(connection, due.next());
            return null;
        });
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
     * What has to be looked at.
     *
     * @param taken what was taken in already
     * @param entities by type; they may turn out to be as they were
     * @param next up to when everything is taken in once these are
     */
    private record Due(int taken, Map<RecordType, List<Long>> entities, Timestamp next) {}

    private static Optional<Due> due(Connection connection) throws SQLException {
        Optional<Timestamp> upTo = upTo(connection);
        Timestamp next = next(connection);
        if (upTo.isPresent()) {
            return Optional.of(new Due(0, changedSince(connection, upTo.get()), next));
        }
        int taken = FindableRows.all(connection, TYPES);
        keep(connection, next);
        return Optional.of(new Due(taken, Map.of(), next));
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

    private static void keep(Connection connection, Timestamp upTo) throws SQLException {
        try (PreparedStatement upsert = connection.prepareStatement("insert into hub.findable_state (up_to) values (?)"
                + " on conflict (one) do update set up_to = greatest(findable_state.up_to, excluded.up_to)")) {
            upsert.setTimestamp(1, upTo);
            upsert.executeUpdate();
        }
    }

    /** A person is also found by addresses and telephone numbers that are records of their own. */
    private static Map<RecordType, List<Long>> changedSince(Connection connection, Timestamp upTo) throws SQLException {
        Map<RecordType, List<Long>> changed = new LinkedHashMap<>();
        for (RecordType type : TYPES) {
            try (PreparedStatement query = connection.prepareStatement("""
                    with recent as materialized (
                        select record_type, entity_id, before from hub.change
                        where changed_at >= ? and kind not in ('repair', 'repeated')
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
                query.setTimestamp(1, upTo);
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
