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
import uk.fosteringhub.core.store.ByKey;
import uk.fosteringhub.core.store.Database;

/**
 * Keeps {@code hub.findable} up to date: what persons, households and enquiries are found by. It follows the log of changes,
 * so no load waits for it; whoever searches brings it up to date first, which costs next to nothing where little changed.
 */
public final class FindableRecords {
    private static final Logger LOG = LoggerFactory.getLogger(FindableRecords.class);
    /** The types that are found by what they say. */
    static final List<RecordType> TYPES = List.of(RecordTypes.PERSON, RecordTypes.HOUSEHOLD, RecordTypes.ENQUIRY);

    private static final Pace AT_ONCE = new Pace(10_000, 10_000, Duration.ZERO);
    /** Each about as much as is done in a few thousandths of a second. */
    private static final Pace GENTLE = new Pace(250, 25, Duration.ofSeconds(1));

    private static final int REST_FOR_WORK = 9;
    private static final int FETCH = 2_000;
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
        return refresh(AT_ONCE);
    }

    /**
     * The same in small pieces with rests between them that are several times as long as the work, so that who pushes or
     * looks something up meanwhile does not notice.
     */
    public int refreshGently() {
        return refresh(GENTLE);
    }

    /**
     * How it is gone about.
     *
     * @param lookedAt how many records are looked at in one transaction
     * @param written how many are written in one transaction
     * @param longestRest after each
     */
    private record Pace(int lookedAt, int written, Duration longestRest) {}

    private int refresh(Pace pace) {
        Optional<Begun> found = whileMine(FindableRecords::begin);
        if (found.isEmpty() || found.get().from().isEmpty()) {
            return found.map(Begun::taken).orElse(0);
        }
        Refresh refresh = new Refresh(pace);
        if (refresh.carryOut(found.get().from().get())) {
            // What comes while this is at it is for the next time.
            database.inTransaction(connection -> {
                keep(connection, found.get().settled());
                return null;
            });
        }
        if (refresh.taken > 0) {
            LOG.info("lookup=findable records={} outcome=taken-in", refresh.taken);
        }
        return refresh.taken;
    }

    /** @return empty if another process is at it */
    private <T> Optional<T> whileMine(Database.Work<T> work) {
        return database.inTransaction(
                connection -> mine(connection) ? Optional.of(work.on(connection)) : Optional.empty());
    }

    /** Piece by piece, each in a transaction of its own. Done again it finds nothing more to do. */
    private final class Refresh {
        private final Pace pace;
        private int taken;

        Refresh(Pace pace) {
            this.pace = pace;
        }

        /** @return false if another process is at it now, or the hub is being stopped; what is left is done then */
        boolean carryOut(Timestamp since) {
            long began = System.nanoTime();
            Optional<List<Mentioned>> mentioned = whileMine(connection -> mentioned(connection, since));
            boolean goesOn = mentioned.isPresent() && rest(began);
            for (Mentioned some : mentioned.orElse(List.of())) {
                for (List<Long> piece : pieces(some.entities(), pace.lookedAt())) {
                    goesOn = goesOn && look(new Mentioned(some.type(), piece, some.again()));
                }
            }
            return goesOn;
        }

        private boolean look(Mentioned piece) {
            long began = System.nanoTime();
            Optional<List<Long>> due = whileMine(connection -> due(connection, piece));
            boolean goesOn = due.isPresent() && rest(began);
            for (List<Long> some : pieces(due.orElse(List.of()), pace.written())) {
                goesOn = goesOn && write(piece.type(), some);
            }
            return goesOn;
        }

        private boolean write(RecordType type, List<Long> entities) {
            long began = System.nanoTime();
            Optional<Integer> written = whileMine(connection -> FindableRows.anew(connection, type, entities));
            taken += written.orElse(0);
            return written.isPresent() && rest(began);
        }

        /** @return false if the hub is being stopped; the next refresh does what is left */
        private boolean rest(long began) {
            long worked = System.nanoTime() - began;
            try {
                TimeUnit.NANOSECONDS.sleep(Math.min(pace.longestRest().toNanos(), REST_FOR_WORK * worked));
                return true;
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
    }

    private static List<List<Long>> pieces(List<Long> entities, int size) {
        List<List<Long>> pieces = new ArrayList<>();
        for (int at = 0; at < entities.size(); at += size) {
            pieces.add(entities.subList(at, Math.min(entities.size(), at + size)));
        }
        return pieces;
    }

    /**
     * Where it begins.
     *
     * @param taken what was taken in already
     * @param from since when changes are to be looked at; empty if everything was taken in
     * @param settled until when no change can be committed any more
     */
    private record Begun(int taken, Optional<Timestamp> from, Timestamp settled) {}

    /**
     * Records that changes are about.
     *
     * @param again they are found by what has changed elsewhere; the others may turn out to be as they were
     */
    private record Mentioned(RecordType type, List<Long> entities, boolean again) {}

    private static Begun begin(Connection connection) throws SQLException {
        Optional<Timestamp> upTo = upTo(connection);
        Timestamp settled = next(connection);
        if (upTo.isPresent()) {
            return new Begun(0, upTo, settled);
        }
        int taken = FindableRows.all(connection, TYPES);
        keep(connection, settled);
        return new Begun(taken, Optional.empty(), settled);
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

    /**
     * What the changes since then are about, in one look at the log. A person is also found by addresses and telephone
     * numbers that are records of their own. Not in order: sorting very many would take longer than finding them. Only of
     * the latter is it read whose they were: most changes are others, with long texts.
     */
    private static List<Mentioned> mentioned(Connection connection, Timestamp since) throws SQLException {
        try (Statement settings = connection.createStatement()) {
            settings.execute("set local enable_sort = off");
        }
        try (PreparedStatement query = connection.prepareStatement("""
                with recent as materialized (
                    select record_type, entity_id,
                        case when record_type in ('address', 'phone') then (before ->> 'person')::bigint end as person
                    from hub.change
                    where changed_at >= ? and kind not in ('repair', 'repeated')
                        and record_type in ('person', 'household', 'enquiry', 'address', 'phone'))
                select record_type, false as again, entity_id from recent
                    where record_type in ('person', 'household', 'enquiry')
                union select 'person', true, person from recent where person is not null
                union select 'person', true, a.person from recent r join fostering.address a on a.id = r.entity_id
                    where r.record_type = 'address' and a.person is not null
                union select 'person', true, p.person from recent r join fostering.phone p on p.id = r.entity_id
                    where r.record_type = 'phone' and p.person is not null""")) {
            // After a minute in which much came, all of them at once are so much memory that everybody waits for it.
            query.setFetchSize(FETCH);
            query.setTimestamp(1, since);
            Map<RecordType, Mentioned> once = new LinkedHashMap<>();
            Map<RecordType, Mentioned> again = new LinkedHashMap<>();
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    RecordType type = RecordTypes.named(rows.getString(1)).orElseThrow();
                    boolean elsewhere = rows.getBoolean(2);
                    (elsewhere ? again : once)
                            .computeIfAbsent(type, named -> new Mentioned(named, new ArrayList<>(), elsewhere))
                            .entities()
                            .add(rows.getLong(3));
                }
            }
            List<Mentioned> mentioned = new ArrayList<>(once.values());
            mentioned.addAll(again.values());
            return mentioned;
        }
    }

    /** Those of a piece that have to be taken in. */
    private static List<Long> due(Connection connection, Mentioned piece) throws SQLException {
        if (piece.again()) {
            return piece.entities();
        }
        ByKey.only(connection);
        try (PreparedStatement query =
                connection.prepareStatement("""
                select g.id from fostering.%s g left join hub.findable f on f.entity_id = g.id
                where g.id = any(?) and f.version is distinct from g.version order by g.id""".formatted(piece.type().name()))) {
            query.setArray(
                    1, connection.createArrayOf("bigint", piece.entities().toArray()));
            List<Long> due = new ArrayList<>();
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    due.add(rows.getLong(1));
                }
            }
            return due;
        }
    }
}
