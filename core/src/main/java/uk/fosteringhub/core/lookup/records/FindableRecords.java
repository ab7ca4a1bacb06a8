package uk.fosteringhub.core.lookup.records;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.fosteringhub.core.records.CanonicalJson;
import uk.fosteringhub.core.records.Meaning;
import uk.fosteringhub.core.records.RecordType;
import uk.fosteringhub.core.records.RecordTypes;
import uk.fosteringhub.core.store.CopyText;
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
        return database.inTransaction(connection -> {
            if (!mine(connection)) {
                return 0;
            }
            Optional<Timestamp> upTo = upTo(connection);
            Timestamp next = next(connection);
            int taken = upTo.isPresent() ? anew(connection, upTo.get()) : all(connection);
            keep(connection, next);
            if (taken > 0) {
                LOG.info("lookup=findable records={} outcome=taken-in", taken);
            }
            return taken;
        });
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
                + " on conflict (one) do update set up_to = excluded.up_to")) {
            upsert.setTimestamp(1, upTo);
            upsert.executeUpdate();
        }
    }

    /** For the first time: the index is made last, which is several times as fast. */
    private static int all(Connection connection) throws SQLException {
        int taken = 0;
        try (Statement statement = connection.createStatement()) {
            statement.execute("drop index hub.findable_by_term");
            statement.execute("set local maintenance_work_mem = '256MB'");
            for (RecordType type : TYPES) {
                taken += take(
                        connection,
                        type,
                        "select g.id, g.version, g.ended_at is not null, to_jsonb(g) - 'provenance'"
                                + " from fostering." + type.name() + " g");
            }
            statement.execute(
                    "create index findable_by_term on hub.findable using gin (terms) with (fastupdate = off)");
            statement.execute("analyze hub.findable");
        }
        return taken;
    }

    /** A person is also found by addresses and telephone numbers that are records of their own. */
    private static int anew(Connection connection, Timestamp upTo) throws SQLException {
        try (PreparedStatement stage = connection.prepareStatement("""
                create temporary table if not exists stage_findable_due (entity_id bigint, again boolean) on commit drop""")) {
            stage.execute();
        }
        try (PreparedStatement due = connection.prepareStatement("""
                with recent as materialized (
                    select record_type, entity_id, before, after from hub.change
                    where changed_at >= ? and kind not in ('repair', 'repeated')
                        and record_type in ('person', 'household', 'enquiry', 'address', 'phone'))
                insert into stage_findable_due
                select entity_id, false from recent where record_type in ('person', 'household', 'enquiry')
                union select (before ->> 'person')::bigint, true from recent where record_type in ('address', 'phone')
                union select a.person, true from recent r join fostering.address a on a.id = r.entity_id
                    where r.record_type = 'address'
                union select p.person, true from recent r join fostering.phone p on p.id = r.entity_id
                    where r.record_type = 'phone'""")) {
            due.setTimestamp(1, upTo);
            due.executeUpdate();
        }
        int taken = 0;
        for (RecordType type : TYPES) {
            taken += take(connection, type, """
                    select g.id, g.version, g.ended_at is not null, to_jsonb(g) - 'provenance'
                    from (select entity_id, bool_or(again) as again from stage_findable_due
                        where entity_id is not null group by 1) d
                    join fostering.%s g on g.id = d.entity_id
                    left join hub.findable f on f.entity_id = g.id
                    where d.again or f.version is distinct from g.version""".formatted(type.name()));
        }
        return taken;
    }

    private record Due(long entity, int version, boolean ended, Terms terms) {}

    private static int take(Connection connection, RecordType type, String golden) throws SQLException {
        int taken = 0;
        try (PreparedStatement query = connection.prepareStatement(golden)) {
            query.setFetchSize(BATCH / 5);
            List<Due> batch = new ArrayList<>(BATCH);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    Terms terms = new Terms();
                    terms.add(type, CanonicalJson.read(type, rows.getString(4)));
                    batch.add(new Due(rows.getLong(1), rows.getInt(2), rows.getBoolean(3), terms));
                    if (batch.size() == BATCH) {
                        taken += write(connection, type, batch);
                    }
                }
            }
            return taken + write(connection, type, batch);
        }
    }

    private static int write(Connection connection, RecordType type, List<Due> batch) throws SQLException {
        if (batch.isEmpty()) {
            return 0;
        }
        if (type.equals(RecordTypes.PERSON)) {
            elsewhere(connection, batch);
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute("create temporary table if not exists stage_findable (entity_id bigint, version int,"
                    + " ended boolean, terms text) on commit drop");
            CopyText copy = new CopyText("stage_findable");
            for (Due due : batch) {
                copy.add(due.entity())
                        .add(due.version())
                        .add(due.ended() ? "t" : "f")
                        .add(due.terms().stored())
                        .endRow();
            }
            copy.copyTo(connection);
            statement.executeUpdate("insert into hub.findable (entity_id, record_type, version, ended, terms)"
                    + " select entity_id, '" + type.name() + "', version, ended,"
                    + " array_to_tsvector(array_remove(string_to_array(terms, E'\\n'), ''))"
                    + " from stage_findable order by entity_id"
                    + " on conflict (entity_id) do update set version = excluded.version, ended = excluded.ended,"
                    + " terms = excluded.terms");
            statement.execute("truncate stage_findable");
        }
        int written = batch.size();
        batch.clear();
        return written;
    }

    private static void elsewhere(Connection connection, List<Due> batch) throws SQLException {
        Map<Long, Terms> terms = new HashMap<>();
        batch.forEach(due -> terms.put(due.entity(), due.terms()));
        try (PreparedStatement query = connection.prepareStatement("""
                select person, true, postcode from fostering.address where person = any(?) and postcode is not null
                union all
                select person, false, number from fostering.phone where person = any(?) and number is not null""")) {
            query.setArray(1, connection.createArrayOf("bigint", terms.keySet().toArray()));
            query.setArray(2, connection.createArrayOf("bigint", terms.keySet().toArray()));
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    terms.get(rows.getLong(1))
                            .add(rows.getBoolean(2) ? Meaning.POSTCODE : Meaning.PHONE, rows.getString(3));
                }
            }
        }
    }
}
