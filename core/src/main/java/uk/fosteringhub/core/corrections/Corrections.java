package uk.fosteringhub.core.corrections;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.fosteringhub.core.audit.AuditEntry;
import uk.fosteringhub.core.audit.AuditLog;
import uk.fosteringhub.core.failures.Payloads;
import uk.fosteringhub.core.store.Database;

/** The corrections in the database: {@code hub.correction}. */
public final class Corrections {
    private static final Logger LOG = LoggerFactory.getLogger(Corrections.class);
    private static final String COLUMNS = "id, mapping, system, kind, code_table, when_column, when_value, set_column,"
            + " set_value, standing, reason, members, created_by, created_at, ended_at";

    private final Database database;
    private final Payloads payloads;
    private final Set<Long> told = ConcurrentHashMap.newKeySet();

    public Corrections(Database database, Payloads payloads) {
        this.database = database;
        this.payloads = payloads;
    }

    /** What a person wants corrected. */
    public record Wanted(
            String mapping,
            String system,
            Correction.Kind kind,
            String codeTable,
            Correction.Fix fix,
            boolean standing,
            String reason) {}

    /** @return its number */
    public long write(Connection connection, Wanted wanted, int members, String actor) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("""
                insert into hub.correction (mapping, system, kind, code_table, when_column, when_value, set_column,
                    set_value, standing, reason, members, created_by)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) returning id""")) {
            insert.setString(1, wanted.mapping());
            insert.setString(2, wanted.system());
            insert.setString(3, wanted.kind().word());
            insert.setString(4, wanted.codeTable());
            insert.setString(5, wanted.fix().whenColumn());
            insert.setString(6, payloads.seal(wanted.fix().whenValue()));
            insert.setString(7, wanted.fix().setColumn());
            insert.setString(8, payloads.seal(wanted.fix().setValue()));
            insert.setBoolean(9, wanted.standing());
            insert.setString(10, wanted.reason());
            insert.setInt(11, members);
            insert.setString(12, actor);
            try (ResultSet row = insert.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    /** Those that source systems still owe: they stand, and nobody has taken them back. */
    public List<Correction> owed() {
        return database.inTransaction(
                connection -> read(connection, "where standing and ended_at is null order by mapping, id", 0));
    }

    /** All that ever were, the newest first. */
    public List<Correction> all(long before, int limit) {
        return database.inTransaction(connection ->
                read(connection, "where id < ? order by id desc limit " + limit, before > 0 ? before : Long.MAX_VALUE));
    }

    public Optional<Correction> one(long id) {
        return database.inTransaction(connection -> one(connection, id));
    }

    public Optional<Correction> one(Connection connection, long id) throws SQLException {
        return read(connection, "where id = ?", id).stream().findFirst();
    }

    /** What is in force, by mapping, in the order of making. Of a damaged one the log is told once; its rows fail again. */
    Map<String, List<Correction.Fix>> inForce() {
        return database.inTransaction(connection -> {
            Map<String, List<Correction.Fix>> fixes = new HashMap<>();
            for (Correction one : read(connection, "where standing and ended_at is null order by id", 0)) {
                if (one.damage().isEmpty()) {
                    fixes.computeIfAbsent(one.mapping(), mapping -> new ArrayList<>())
                            .add(one.fix());
                } else if (told.add(one.id())) {
                    LOG.error("correction={} outcome=not-in-force {}", one.id(), one.damage());
                }
            }
            return fixes;
        });
    }

    /** Takes one back; rows are read as they come again. False if it was taken back before, or is none. */
    public boolean end(long id, String actor) {
        return database.inTransaction(connection -> {
            try (PreparedStatement update = connection.prepareStatement(
                    "update hub.correction set ended_by = ?, ended_at = now() where id = ? and ended_at is null")) {
                update.setString(1, actor);
                update.setLong(2, id);
                boolean ended = update.executeUpdate() > 0;
                if (ended) {
                    new AuditLog(database)
                            .write(connection, AuditEntry.of(actor, "correction-ended", "correction " + id));
                }
                return ended;
            }
        });
    }

    private List<Correction> read(Connection connection, String which, long parameter) throws SQLException {
        try (PreparedStatement query =
                connection.prepareStatement("select " + COLUMNS + " from hub.correction " + which)) {
            if (which.contains("?")) {
                query.setLong(1, parameter);
            }
            List<Correction> found = new ArrayList<>();
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    Payloads.Read when = payloads.read(row.getString(7));
                    Payloads.Read set = payloads.read(row.getString(9));
                    found.add(new Correction(
                            row.getLong(1),
                            row.getString(2),
                            row.getString(3),
                            Correction.Kind.of(row.getString(4)),
                            row.getString(5),
                            new Correction.Fix(row.getString(6), when.text(), row.getString(8), set.text()),
                            row.getBoolean(10),
                            row.getString(11),
                            row.getInt(12),
                            row.getString(13),
                            row.getTimestamp(14).toInstant(),
                            Optional.ofNullable(row.getTimestamp(15)).map(Timestamp::toInstant),
                            when.damaged() ? when.damage() : set.damage()));
                }
            }
            return found;
        }
    }
}
