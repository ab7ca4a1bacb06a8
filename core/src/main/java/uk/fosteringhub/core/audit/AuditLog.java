package uk.fosteringhub.core.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import uk.fosteringhub.core.store.Database;

/**
 * The audit: append-only, and chained by hashes so that what was changed or taken out afterwards shows. The chain cannot
 * tell that its newest entries were cut off; for that, {@link #verify} names the newest hash, to be kept elsewhere.
 */
public final class AuditLog {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int BLOCK = 5000;

    private final Database database;

    public AuditLog(Database database) {
        this.database = database;
    }

    /**
     * Which entries; an empty filter lets all through.
     *
     * @param subject the whole of it
     * @param from this moment included
     * @param until this moment not included
     * @param before only entries with a lower number; 0: from the newest
     */
    public record Asked(
            Optional<String> actor,
            Optional<String> action,
            Optional<String> subject,
            Optional<Long> entity,
            Optional<Instant> from,
            Optional<Instant> until,
            long before,
            int limit) {}

    /**
     * What a check of the chain found.
     *
     * @param entries how many were checked
     * @param newestHash of the last good one
     * @param broken number of the first entry that does not fit, if one does not
     */
    public record Chain(long entries, String newestHash, Optional<Long> broken) {}

    /** Adds an entry in a transaction of its own. */
    public void write(AuditEntry entry) {
        database.inTransaction(connection -> {
            write(connection, entry);
            return null;
        });
    }

    /**
     * Adds an entry in the caller's transaction, so that the act and its entry stand or fall together. All other writers
     * wait until that ends: to be the last statement before the commit.
     */
    public void write(Connection connection, AuditEntry entry) throws SQLException {
        try (Statement lock = connection.createStatement()) {
            lock.execute("select pg_advisory_xact_lock(hashtextextended('hub.audit', 0))");
        }
        long id = 1;
        String previous = "";
        try (Statement query = connection.createStatement();
                ResultSet row = query.executeQuery("select id, hash from hub.audit order by id desc limit 1")) {
            if (row.next()) {
                id = row.getLong(1) + 1;
                previous = row.getString(2);
            }
        }
        Instant at = Instant.now().truncatedTo(ChronoUnit.MICROS);
        try (PreparedStatement insert = connection.prepareStatement("""
                insert into hub.audit (id, at, actor, action, subject, entity_id, reason, detail, previous_hash, hash)
                values (?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?)""")) {
            insert.setLong(1, id);
            insert.setTimestamp(2, Timestamp.from(at));
            insert.setString(3, entry.actor());
            insert.setString(4, entry.action());
            insert.setString(5, entry.subject());
            insert.setObject(6, entry.entity().orElse(null), java.sql.Types.BIGINT);
            insert.setString(7, entry.reason());
            insert.setString(8, json(entry.detail()));
            insert.setString(9, previous);
            insert.setString(10, EntryHash.of(id, at, entry, previous));
            insert.executeUpdate();
        }
    }

    /** The newest first. */
    public List<AuditRecord> of(Asked asked) {
        return database.inTransaction(connection -> {
            try (PreparedStatement query = connection.prepareStatement("""
                    select id, at, actor, action, subject, entity_id, reason, detail, previous_hash, hash
                    from hub.audit
                    where (?::text is null or actor = ?) and (?::text is null or action = ?)
                        and (?::text is null or subject = ?) and (?::bigint is null or entity_id = ?)
                        and (?::timestamptz is null or at >= ?) and (?::timestamptz is null or at < ?)
                        and (? = 0 or id < ?)
                    order by id desc limit ?""")) {
                text(query, 1, asked.actor());
                text(query, 3, asked.action());
                text(query, 5, asked.subject());
                query.setObject(7, asked.entity().orElse(null), java.sql.Types.BIGINT);
                query.setObject(8, asked.entity().orElse(null), java.sql.Types.BIGINT);
                time(query, 9, asked.from());
                time(query, 11, asked.until());
                query.setLong(13, asked.before());
                query.setLong(14, asked.before());
                query.setInt(15, asked.limit());
                return read(query);
            }
        });
    }

    /** Goes through the whole chain, oldest first. */
    public Chain verify() {
        long checked = 0;
        String previous = "";
        while (true) {
            List<AuditRecord> block = block(checked);
            for (AuditRecord record : block) {
                boolean fits = record.id() == checked + 1
                        && record.previousHash().equals(previous)
                        && record.hash().equals(EntryHash.of(record.id(), record.at(), record.entry(), previous));
                if (!fits) {
                    return new Chain(checked, previous, Optional.of(checked + 1));
                }
                checked++;
                previous = record.hash();
            }
            if (block.size() < BLOCK) {
                return new Chain(checked, previous, Optional.empty());
            }
        }
    }

    private List<AuditRecord> block(long after) {
        return database.inTransaction(connection -> {
            try (PreparedStatement query = connection.prepareStatement("""
                    select id, at, actor, action, subject, entity_id, reason, detail, previous_hash, hash
                    from hub.audit where id > ? order by id limit ?""")) {
                query.setLong(1, after);
                query.setInt(2, BLOCK);
                return read(query);
            }
        });
    }

    private static List<AuditRecord> read(PreparedStatement query) throws SQLException {
        List<AuditRecord> records = new ArrayList<>();
        try (ResultSet row = query.executeQuery()) {
            while (row.next()) {
                Optional<Long> entity = Optional.ofNullable(row.getObject(6, Long.class));
                AuditEntry entry = new AuditEntry(
                        row.getString(3),
                        row.getString(4),
                        row.getString(5),
                        entity,
                        row.getString(7),
                        detail(row.getString(8)));
                records.add(new AuditRecord(
                        row.getLong(1), row.getTimestamp(2).toInstant(), entry, row.getString(9), row.getString(10)));
            }
        }
        return records;
    }

    private static void text(PreparedStatement query, int at, Optional<String> value) throws SQLException {
        query.setString(at, value.orElse(null));
        query.setString(at + 1, value.orElse(null));
    }

    private static void time(PreparedStatement query, int at, Optional<Instant> value) throws SQLException {
        Timestamp time = value.map(Timestamp::from).orElse(null);
        query.setTimestamp(at, time);
        query.setTimestamp(at + 1, time);
    }

    private static String json(Map<String, String> detail) {
        try {
            return JSON.writeValueAsString(new TreeMap<>(detail));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a map of texts can be written as JSON", impossible);
        }
    }

    private static Map<String, String> detail(String json) {
        try {
            return JSON.readValue(json, new TypeReference<Map<String, String>>() {});
        } catch (JsonProcessingException changed) {
            // Somebody put something else there: the chain says so, and the page still opens.
            return Map.of("detail", json);
        }
    }
}
