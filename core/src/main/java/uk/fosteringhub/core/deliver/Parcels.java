package uk.fosteringhub.core.deliver;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import uk.fosteringhub.core.intake.Archive;
import uk.fosteringhub.core.store.Database;

/**
 * Files made for targets. A parcel is written down, with its content in the archive, before it is sent; its name follows
 * from its number. So whatever happens, a change lies in one file, and the file has one name.
 */
public final class Parcels {
    private final Database database;
    private final Archive archive;

    public Parcels(Database database, Archive archive) {
        this.database = database;
        this.archive = archive;
    }

    /**
     * @param name of the file, such as {@code hub-enquiry-0000000042.csv}
     * @param lines how many records it holds
     */
    public record Parcel(long id, String target, String name, String sha256, int lines) {}

    /**
     * Packs and sends while no other process does so for the target.
     *
     * @param patience how long another process is waited for
     * @return empty, and nothing was done, if it was not done by then
     * @throws uk.fosteringhub.core.store.StoreUnavailable if the database cannot be reached
     */
    public <T> Optional<T> alone(String target, Duration patience, Supplier<T> work) {
        try (Connection session = database.connection()) {
            Optional<ParcelLock> held = ParcelLock.within(patience, session, target);
            if (held.isEmpty()) {
                return Optional.empty();
            }
            try {
                return Optional.of(work.get());
            } finally {
                held.get().release();
            }
        } catch (SQLException failed) {
            throw Database.unusable(failed);
        }
    }

    /** Those of the changes that lie in a parcel already. */
    public Set<Long> packed(String target, List<Long> changes) {
        return database.inTransaction(connection -> {
            try (PreparedStatement query = connection.prepareStatement(
                    "select change_id from hub.parcel_line where target = ? and change_id = any(?)")) {
                query.setString(1, target);
                query.setArray(2, connection.createArrayOf("bigint", changes.toArray()));
                Set<Long> packed = new HashSet<>();
                try (ResultSet rows = query.executeQuery()) {
                    while (rows.next()) {
                        packed.add(rows.getLong(1));
                    }
                }
                return packed;
            }
        });
    }

    /**
     * Writes a new parcel down.
     *
     * @param suffix of its name
     * @param changes the changes of its lines, in their order
     * @throws IOException if the archive cannot be written
     */
    public Parcel pack(String target, String recordType, String suffix, byte[] content, List<Long> changes)
            throws IOException {
        String sha256 = archive.store(new ByteArrayInputStream(content)).sha256();
        return database.inTransaction(connection -> {
            long id = insert(connection, target, recordType, sha256, changes.size());
            try (PreparedStatement lines = connection.prepareStatement("""
                    insert into hub.parcel_line (parcel_id, line, target, change_id)
                    select ?, place, ?, change_id from unnest(?) with ordinality as packed (change_id, place)""")) {
                lines.setLong(1, id);
                lines.setString(2, target);
                lines.setArray(3, connection.createArrayOf("bigint", changes.toArray()));
                lines.executeUpdate();
            }
            String name =
                    String.format(java.util.Locale.ROOT, "hub-%s-%010d.%s", recordType.replace('_', '-'), id, suffix);
            try (PreparedStatement update =
                    connection.prepareStatement("update hub.parcel set name = ? where id = ?")) {
                update.setString(1, name);
                update.setLong(2, id);
                update.executeUpdate();
            }
            return new Parcel(id, target, name, sha256, changes.size());
        });
    }

    /** Those that are written down but perhaps not sent, oldest first. */
    public List<Parcel> unsent(String target) {
        return parcels(target, "sent_at is null");
    }

    /**
     * Those that are not answered to their last line, oldest first. One that is not known to be sent may have been: a process
     * can be killed before it notes it.
     */
    public List<Parcel> unanswered(String target) {
        return parcels(target, "answered_at is null");
    }

    public byte[] content(Parcel parcel) throws IOException {
        try (InputStream content = archive.open(parcel.sha256())) {
            return content.readAllBytes();
        }
    }

    public void sent(Parcel parcel) {
        mark(parcel, "sent_at = coalesce(sent_at, now())");
    }

    /** The changes by the number of their line, from 1. */
    public Map<Integer, Long> changes(Parcel parcel) {
        return database.inTransaction(connection -> {
            try (PreparedStatement query =
                    connection.prepareStatement("select line, change_id from hub.parcel_line where parcel_id = ?")) {
                query.setLong(1, parcel.id());
                Map<Integer, Long> changes = new HashMap<>();
                try (ResultSet rows = query.executeQuery()) {
                    while (rows.next()) {
                        changes.put(rows.getInt(1), rows.getLong(2));
                    }
                }
                return changes;
            }
        });
    }

    private static long insert(Connection connection, String target, String recordType, String sha256, int lines)
            throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "insert into hub.parcel (target, record_type, sha256, lines) values (?, ?, ?, ?) returning id")) {
            insert.setString(1, target);
            insert.setString(2, recordType);
            insert.setString(3, sha256);
            insert.setInt(4, lines);
            try (ResultSet row = insert.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    private List<Parcel> parcels(String target, String which) {
        return database.inTransaction(connection -> {
            try (PreparedStatement query = connection.prepareStatement(
                    "select id, name, sha256, lines from hub.parcel where target = ? and " + which + " order by id")) {
                query.setString(1, target);
                List<Parcel> parcels = new ArrayList<>();
                try (ResultSet rows = query.executeQuery()) {
                    while (rows.next()) {
                        parcels.add(new Parcel(
                                rows.getLong(1), target, rows.getString(2), rows.getString(3), rows.getInt(4)));
                    }
                }
                return parcels;
            }
        });
    }

    private void mark(Parcel parcel, String what) {
        database.inTransaction(connection -> {
            try (PreparedStatement update =
                    connection.prepareStatement("update hub.parcel set " + what + " where id = ?")) {
                update.setLong(1, parcel.id());
                return update.executeUpdate();
            }
        });
    }
}
