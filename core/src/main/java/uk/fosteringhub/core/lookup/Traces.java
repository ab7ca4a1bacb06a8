package uk.fosteringhub.core.lookup;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import uk.fosteringhub.core.records.RecordType;
import uk.fosteringhub.core.store.Database;
import uk.fosteringhub.core.store.Restricted;

/** Looks golden records up and shows how they came to be so. */
public final class Traces {
    private static final int MOST_VERSIONS = 200;

    private final Database database;

    public Traces(Database database) {
        this.database = database;
    }

    /** Empty if there is no golden record of this type and hub id. */
    public Optional<Trace> of(RecordType type, long entity) {
        return database.inTransaction(connection -> {
            List<Trace.Said> said = said(connection, entity);
            List<Trace.Version> history = history(connection, entity);
            try (PreparedStatement query =
                    connection.prepareStatement("""
                    select version, valid_from, ended_at, changed_at, provenance,
                        jsonb_strip_nulls(to_jsonb(g) - array['id', 'version', 'provenance', 'valid_from', 'ended_at', 'changed_at']),
                        %s
                    from fostering.%s g where id = ?""".formatted(Restricted.concerns(type, "g"), type.name()))) {
                query.setLong(1, entity);
                try (ResultSet row = query.executeQuery()) {
                    return row.next()
                            ? Optional.of(new Trace(
                                    entity,
                                    type.name(),
                                    row.getInt(1),
                                    row.getString(6),
                                    row.getString(5),
                                    row.getBoolean(7),
                                    row.getTimestamp(2).toInstant(),
                                    instant(row, 3),
                                    row.getTimestamp(4).toInstant(),
                                    said,
                                    history))
                            : Optional.empty();
                }
            }
        });
    }

    private static List<Trace.Said> said(Connection connection, long entity) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("""
                select s.system, s.keyspace, c.key,
                    case c.state when 'a' then 'active' when 'e' then 'ended' else 'expected' end,
                    f.name, c.delivery_id, c.line, c.modified_at, c.body
                from hub.contribution c join hub.source s on s.id = c.source_id join hub.feed f on f.id = c.feed_id
                where c.entity_id = ? order by s.system, s.keyspace, c.key""")) {
            query.setLong(1, entity);
            List<Trace.Said> said = new ArrayList<>();
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    said.add(new Trace.Said(
                            rows.getString(1),
                            rows.getString(2),
                            rows.getString(3),
                            rows.getString(4),
                            rows.getString(5),
                            rows.getLong(6),
                            rows.getLong(7),
                            instant(rows, 8),
                            rows.getString(9)));
                }
            }
            return said;
        }
    }

    private static List<Trace.Version> history(Connection connection, long entity) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("""
                select version, id, kind, before, after, cause, delivery_id, changed_at
                from hub.change where entity_id = ? and kind <> 'repeated' order by version desc limit ?""")) {
            query.setLong(1, entity);
            query.setInt(2, MOST_VERSIONS);
            List<Trace.Version> history = new ArrayList<>();
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    history.add(new Trace.Version(
                            rows.getInt(1),
                            rows.getLong(2),
                            rows.getString(3),
                            Optional.ofNullable(rows.getString(4)),
                            Optional.ofNullable(rows.getString(5)),
                            rows.getString(6),
                            rows.getLong(7),
                            rows.getTimestamp(8).toInstant()));
                }
            }
            return history;
        }
    }

    /**
     * The entities that a system, or a system that uses its keys, knows by a key.
     *
     * @param system whose keys are meant
     */
    public List<Long> bySourceKey(RecordType type, String system, String key) {
        return database.inTransaction(connection -> {
            try (PreparedStatement query = connection.prepareStatement("""
                    select distinct c.entity_id from hub.contribution c join hub.source s on s.id = c.source_id
                    where s.record_type = ? and s.keyspace = ? and c.key = ? and c.state <> 'x' order by 1""")) {
                query.setString(1, type.name());
                query.setString(2, system);
                query.setString(3, key);
                return ids(query);
            }
        });
    }

    /** The enquiries of a regional referral: those it makes itself, and those of other systems that name it. */
    public List<Long> enquiriesByReferral(String referral) {
        return database.inTransaction(connection -> {
            try (PreparedStatement query = connection.prepareStatement(
                    "select id from fostering.enquiry where regional_referral_id = ? order by id")) {
                query.setString(1, referral);
                return ids(query);
            }
        });
    }

    private static List<Long> ids(PreparedStatement query) throws SQLException {
        List<Long> ids = new ArrayList<>();
        try (ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
                ids.add(rows.getLong(1));
            }
        }
        return ids;
    }

    private static Optional<Instant> instant(ResultSet row, int column) throws SQLException {
        return Optional.ofNullable(row.getTimestamp(column)).map(Timestamp::toInstant);
    }
}
