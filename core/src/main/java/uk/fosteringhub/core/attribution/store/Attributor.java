package uk.fosteringhub.core.attribution.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.fosteringhub.core.attribution.AttributionSettings;
import uk.fosteringhub.core.attribution.sources.SourceRules;
import uk.fosteringhub.core.store.Database;

/**
 * Keeps the attribution of all enquiries of the store up to date. What changed, and all that belongs to the same people and
 * households, is attributed again; under new rules or settings everything is, beside the older result, and takes its place
 * when it is whole.
 */
public final class Attributor {
    private static final Logger LOG = LoggerFactory.getLogger(Attributor.class);
    /** A transaction that began before the last run may end after it; none takes a day. */
    private static final Duration LOOK_BACK = Duration.ofDays(1);

    private static final int VERSIONS_KEPT = 5;
    private static final String PAST =
            "select id from hub.attribution_version order by id desc offset " + VERSIONS_KEPT;

    private final Database database;
    private final SourceRules rules;
    private final AttributionSettings settings;

    public Attributor(Database database, SourceRules rules, AttributionSettings settings) {
        this.database = database;
        this.rules = rules;
        this.settings = settings;
    }

    /**
     * @param version number of the version
     * @param whole whether everything was attributed, and not only what changed
     */
    public record Outcome(int version, String rules, long enquiries, boolean whole) {}

    SourceRules rules() {
        return rules;
    }

    AttributionSettings settings() {
        return settings;
    }

    /** What changed since the last time; everything, if that was under other rules or settings. */
    public Outcome update() {
        return run(false);
    }

    /** Everything again. */
    public Outcome whole() {
        return run(true);
    }

    private Outcome run(boolean whole) {
        Outcome outcome = database.inTransaction(connection -> {
            lock(connection);
            Optional<Version> current = current(connection);
            boolean same = current.isPresent()
                    && !whole
                    && !campaignsChangedSince(connection, current.get().started());
            return same ? changed(connection, current.get()) : everything(connection);
        });
        LOG.info(
                "attribution version={} rules={} enquiries={} whole={} outcome=done",
                outcome.version(),
                outcome.rules(),
                outcome.enquiries(),
                outcome.whole());
        return outcome;
    }

    /**
     * Attributes again whatever belongs to some enquiries, people and households, if it was attributed before.
     *
     * @param ids hub ids
     */
    public void again(Collection<Long> ids) {
        database.inTransaction(connection -> {
            again(connection, ids);
            return null;
        });
    }

    /** Attributes some enquiries again, with all that belong to them, in the caller's transaction. */
    void again(Connection connection, Collection<Long> enquiries) throws SQLException {
        lock(connection);
        Optional<Version> current = current(connection);
        if (current.isPresent()) {
            new Affected(connection).enquiries(enquiries);
            affected(connection, current.get().id());
        }
    }

    /** Attributes everything beside what reports show, in the caller's transaction, which is to be taken back. */
    int rehearse(Connection connection) throws SQLException {
        int version = begin(connection);
        attribute(connection, version, Which.ALL);
        return version;
    }

    private record Version(int id, Instant started) {}

    /** One at a time. */
    private static void lock(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("select pg_advisory_xact_lock(hashtextextended('attribution', 0))");
        }
    }

    /** The version that reports show, if it is of these rules and settings. */
    private Optional<Version> current(Connection connection) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(
                "select id, started_at from hub.attribution_version where current and rules = ? and settings = ?")) {
            query.setString(1, rules.version());
            query.setString(2, settings.toString());
            try (ResultSet row = query.executeQuery()) {
                return row.next()
                        ? Optional.of(
                                new Version(row.getInt(1), row.getTimestamp(2).toInstant()))
                        : Optional.empty();
            }
        }
    }

    private static boolean campaignsChangedSince(Connection connection, Instant time) throws SQLException {
        try (PreparedStatement query =
                connection.prepareStatement("select 1 from fostering.campaign where changed_at >= ? limit 1")) {
            query.setTimestamp(1, java.sql.Timestamp.from(time.minus(LOOK_BACK)));
            try (ResultSet row = query.executeQuery()) {
                return row.next();
            }
        }
    }

    private Outcome changed(Connection connection, Version current) throws SQLException {
        Affected affected = new Affected(connection);
        affected.changedSince(current.started().minus(LOOK_BACK), current.id());
        long enquiries = affected.none() ? 0 : affected(connection, current.id());
        try (PreparedStatement update = connection.prepareStatement(
                "update hub.attribution_version set started_at = now(), finished_at = clock_timestamp() where id ="
                        + " ?")) {
            update.setInt(1, current.id());
            update.executeUpdate();
        }
        return new Outcome(current.id(), rules.version(), enquiries, false);
    }

    private long affected(Connection connection, int version) throws SQLException {
        for (String table : new String[] {"attribution_credit", "attribution"}) {
            try (PreparedStatement delete = connection.prepareStatement(
                    "delete from hub." + table + " where version_id = ? and enquiry_id in (select id from affected)")) {
                delete.setInt(1, version);
                delete.executeUpdate();
            }
        }
        return attribute(connection, version, Which.AFFECTED);
    }

    private Outcome everything(Connection connection) throws SQLException {
        int version = begin(connection);
        try (Statement statement = connection.createStatement()) {
            statement.execute("delete from hub.attribution_waiting");
        }
        long enquiries = attribute(connection, version, Which.ALL);
        try (Statement statement = connection.createStatement()) {
            statement.execute("update hub.attribution_version set current = null where current");
            statement.execute("update hub.attribution_version set current = true, finished_at = clock_timestamp()"
                    + " where id = " + version);
            for (String table : new String[] {"attribution_credit", "attribution"}) {
                statement.execute("delete from hub." + table + " where version_id in (" + PAST + ")");
            }
            statement.execute("delete from hub.attribution_version where id in (" + PAST + ")");
            statement.execute("analyze hub.attribution, hub.attribution_credit");
        }
        return new Outcome(version, rules.version(), enquiries, true);
    }

    private int begin(Connection connection) throws SQLException {
        int version;
        try (PreparedStatement insert = connection.prepareStatement(
                "insert into hub.attribution_version (rules, settings) values (?, ?) returning id")) {
            insert.setString(1, rules.version());
            insert.setString(2, settings.toString());
            try (ResultSet row = insert.executeQuery()) {
                row.next();
                version = row.getInt(1);
            }
        }
        try (PreparedStatement insert = connection.prepareStatement(
                "insert into hub.attribution_channel (version_id, code, label, kind, regional) values (?, ?, ?, ?,"
                        + " ?)")) {
            for (SourceRules.Channel channel : rules.channels().values()) {
                channel(
                        insert,
                        version,
                        channel.code(),
                        channel.label(),
                        channel.kind().word(),
                        channel.regional());
            }
            channel(insert, version, CreditRows.VIA_REDIRECT, "Unknown (via redirect)", "unknown", false);
            channel(insert, version, CreditRows.NO_EVIDENCE, "Unknown (no evidence)", "unknown", false);
            insert.executeBatch();
        }
        return version;
    }

    private static void channel(
            PreparedStatement insert, int version, String code, String label, String kind, boolean regional)
            throws SQLException {
        insert.setInt(1, version);
        insert.setString(2, code);
        insert.setString(3, label);
        insert.setString(4, kind);
        insert.setBoolean(5, regional);
        insert.addBatch();
    }

    private long attribute(Connection connection, int version, Which which) throws SQLException {
        Calendar calendar = Calendar.load(connection, rules);
        TakenSources sources = new TakenSources(rules, calendar);
        if (which == Which.ALL) {
            sources.readKept(connection);
        }
        Population population = new PopulationLoader(
                        connection, rules, sources, calendar, which, false, settings.inferredTakesCredit())
                .load();
        sources.keep(connection);
        Map<Long, Correction> corrections = Corrections.current(connection);
        CreditRows rows = new CreditRows(version, settings, population);
        byte[] counted = population.enquiries().counted();
        for (int enquiry = 0; enquiry < counted.length; enquiry++) {
            rows.add(
                    connection,
                    enquiry,
                    counted[enquiry],
                    Optional.ofNullable(corrections.get(population.row(enquiry).id())));
        }
        rows.write(connection);
        return counted.length;
    }
}
