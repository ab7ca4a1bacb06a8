package uk.fosteringhub.core.reveal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import uk.fosteringhub.core.failures.Payloads;
import uk.fosteringhub.core.mapping.Mappings;
import uk.fosteringhub.core.mapping.RecordMapping;
import uk.fosteringhub.core.records.RecordType;
import uk.fosteringhub.core.records.RecordTypes;
import uk.fosteringhub.core.settings.FeedSettings;
import uk.fosteringhub.core.store.Database;
import uk.fosteringhub.core.store.Restricted;

/**
 * Whether records and failures are about restricted persons. A failure is, if the record of its key is, or if the row itself
 * says so, refers to such a person, or cannot be read where it might.
 */
public final class Restriction {
    private static final String TO_TARGET = "to-";

    private final Database database;
    /** By feed. */
    private final Map<String, RecordMapping> mappings;

    private final FailedRows rows;

    /**
     * @param payloads how failed rows are kept
     * @param zone in which "today" is measured
     */
    public Restriction(Database database, List<FeedSettings> feeds, Mappings mappings, Payloads payloads, ZoneId zone) {
        this.database = database;
        this.rows = new FailedRows(feeds, mappings, payloads, zone);
        this.mappings =
                feeds.stream().collect(Collectors.toMap(FeedSettings::name, feed -> mappings.named(feed.mapping())));
    }

    /**
     * What a subject is about.
     *
     * @param entity the record, which need not have come if others refer to it; empty for a failure whose record nobody has
     *     told of
     */
    public record About(Optional<Long> entity, boolean restricted) {}

    /** Empty if there is no such record or failure. */
    public Optional<About> about(Subject subject) {
        return database.inTransaction(connection -> subject.kind() == Subject.Kind.FAILURE
                ? failure(connection, subject.id())
                : RecordTypes.named(subject.word()).flatMap(type -> record(connection, type, subject.id())));
    }

    /** Whether a golden record concerns a restricted person; not so if there is none of this number. */
    public boolean concerns(RecordType type, long entity) {
        return about(Subject.record(type, entity)).filter(About::restricted).isPresent();
    }

    private static Optional<About> record(Connection connection, RecordType type, long entity) {
        try (PreparedStatement query = connection.prepareStatement(
                "select " + Restricted.concerns(type, "g") + " from fostering." + type.name() + " g where g.id = ?")) {
            query.setLong(1, entity);
            try (ResultSet row = query.executeQuery()) {
                return row.next() ? Optional.of(new About(Optional.of(entity), row.getBoolean(1))) : Optional.empty();
            }
        } catch (SQLException failed) {
            throw Database.unusable(failed);
        }
    }

    private Optional<About> failure(Connection connection, long id) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(
                "select feed, source_key, step, raw, coalesce(replaces, 0) from hub.failure where id = ?")) {
            query.setLong(1, id);
            try (ResultSet row = query.executeQuery()) {
                if (!row.next()) {
                    return Optional.empty();
                }
                String feed = row.getString(1);
                String key = row.getString(2);
                if (feed.startsWith(TO_TARGET)) {
                    return Optional.of(onItsWayOut(connection, key).orElse(new About(Optional.empty(), false)));
                }
                About record = received(connection, mappings.get(feed), key).orElse(new About(Optional.empty(), false));
                boolean restricted = record.restricted()
                        || rows.concern(connection, new FailedRows.Row(feed, key, row.getString(3), row.getString(4)))
                        || asReceived(connection, row.getLong(5));
                return Optional.of(new About(record.entity(), restricted));
            }
        }
    }

    /** Whether the row behind an edited one was about a restricted person. */
    private boolean asReceived(Connection connection, long replaced) throws SQLException {
        return replaced != 0
                && failure(connection, replaced).filter(About::restricted).isPresent();
    }

    /** A change that a target refused: the failure is named after the record, {@code person 1001}. */
    private static Optional<About> onItsWayOut(Connection connection, String key) {
        int blank = key.indexOf(' ');
        return blank > 0 && key.substring(blank + 1).matches("[0-9]{1,18}")
                ? RecordTypes.named(key.substring(0, blank))
                        .flatMap(type -> record(connection, type, Long.parseLong(key.substring(blank + 1))))
                : Optional.empty();
    }

    private static Optional<About> received(Connection connection, RecordMapping mapping, String key)
            throws SQLException {
        if (mapping == null) {
            return Optional.empty();
        }
        RecordType type = mapping.recordType();
        try (PreparedStatement query = connection.prepareStatement("""
                select c.entity_id from hub.contribution c join hub.source s on s.id = c.source_id
                where s.keyspace = ? and s.record_type = ? and c.key = ? order by c.state limit 1""")) {
            query.setString(1, mapping.keyspace());
            query.setString(2, type.name());
            query.setString(3, key);
            try (ResultSet row = query.executeQuery()) {
                if (!row.next()) {
                    return Optional.empty();
                }
                long entity = row.getLong(1);
                // One that others refer to has its number before it comes.
                return record(connection, type, entity).or(() -> Optional.of(new About(Optional.of(entity), false)));
            }
        }
    }
}
