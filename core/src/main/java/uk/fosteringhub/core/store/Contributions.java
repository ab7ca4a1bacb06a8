package uk.fosteringhub.core.store;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import uk.fosteringhub.core.merge.Contribution;
import uk.fosteringhub.core.records.CanonicalJson;
import uk.fosteringhub.core.records.CanonicalRecord;
import uk.fosteringhub.core.records.RecordType;

/** What each source record currently says: {@code hub.contribution}. */
public final class Contributions {
    private static final String COLUMNS =
            "hub.contribution (source_id, key, entity_id, feed_id, delivery_id, line, state, modified_at, body)";

    private final Connection connection;
    private final RecordType type;

    public Contributions(Connection connection, RecordType type) {
        this.connection = connection;
        this.type = type;
    }

    /**
     * A contribution as stored.
     *
     * @param modifiedAt when the source last changed it, see {@link #modifiedAt(Timestamp)}
     */
    public record Stored(long entity, char state, Optional<Instant> modifiedAt, Object[] values) {

        /** Whether a record is an older version than this one. */
        public boolean isNewerThan(CanonicalRecord record) {
            return record.modifiedAt().isPresent()
                    && modifiedAt.isPresent()
                    && record.modifiedAt().get().isBefore(modifiedAt.get());
        }

        /** The same about another entity. */
        public Stored of(long other) {
            return new Stored(other, state, modifiedAt, values);
        }
    }

    /** What a source record says now and where it stands. */
    public record Said(String key, long entity, long line, Optional<Instant> modifiedAt, Object[] values) {}

    /** The contributions of some keys, locked in key order until the transaction ends. */
    public Map<String, Stored> lock(int source, List<String> keys) throws SQLException {
        Map<String, Stored> found = new HashMap<>();
        try (PreparedStatement query = connection.prepareStatement("""
                select key, entity_id, state, modified_at, body from hub.contribution
                where source_id = ? and key = any(?) order by key for update""")) {
            query.setInt(1, source);
            query.setArray(2, connection.createArrayOf("text", keys.toArray()));
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    found.put(
                            rows.getString(1),
                            new Stored(
                                    rows.getLong(2),
                                    rows.getString(3).charAt(0),
                                    modifiedAt(rows.getTimestamp(4)),
                                    CanonicalJson.read(type, rows.getString(5))));
                }
            }
        }
        return found;
    }

    /**
     * When a stored record was last changed; empty where its source did not say so, or named a time that has not come yet.
     * Such a time is a slip: it would keep every right version out until then, for years perhaps.
     */
    public static Optional<Instant> modifiedAt(Timestamp told) {
        Instant latest = Instant.now().plus(CanonicalRecord.CLOCKS_APART);
        return Optional.ofNullable(told).map(Timestamp::toInstant).filter(moment -> !moment.isAfter(latest));
    }

    /** Writes contributions whose keys are not there yet. */
    public void insert(int source, int feedId, long delivery, List<Said> said) throws SQLException {
        rows(COLUMNS, source, feedId, delivery, said).writeTo(connection);
    }

    /** Writes contributions whether or not their keys are there. */
    public void upsert(int source, int feedId, long delivery, List<Said> said) throws SQLException {
        if (said.isEmpty()) {
            return;
        }
        try (PreparedStatement stage = connection.prepareStatement(
                "create temporary table if not exists stage_contribution (like hub.contribution) on commit delete"
                        + " rows")) {
            stage.execute();
        }
        rows(COLUMNS.replace("hub.contribution", "stage_contribution"), source, feedId, delivery, said)
                .writeTo(connection);
        try (PreparedStatement upsert = connection.prepareStatement("""
                insert into hub.contribution select * from stage_contribution order by source_id, key
                on conflict (source_id, key) do update set entity_id = excluded.entity_id, feed_id = excluded.feed_id,
                    delivery_id = excluded.delivery_id, line = excluded.line, state = excluded.state,
                    modified_at = excluded.modified_at, body = excluded.body""")) {
            upsert.executeUpdate();
        }
        // The same transaction may write the same records once more.
        try (PreparedStatement empty = connection.prepareStatement("delete from stage_contribution")) {
            empty.executeUpdate();
        }
    }

    private CopyText rows(String columns, int source, int feedId, long delivery, List<Said> said) {
        CopyText copy = new CopyText(columns);
        for (Said one : said) {
            copy.add(source)
                    .add(one.key())
                    .add(one.entity())
                    .add(feedId)
                    .add(delivery)
                    .add(one.line())
                    .add("a")
                    .addValue(one.modifiedAt().orElse(null))
                    .add(json -> CanonicalJson.write(type, one.values(), json))
                    .endRow();
        }
        return copy;
    }

    /**
     * What is said about an entity.
     *
     * @param active by records that their systems have
     * @param ended by records that were gone from a snapshot, as they were last told
     */
    public record Spoken(List<Contribution> active, List<Contribution> ended) {
        public static final Spoken NOTHING = new Spoken(List.of(), List.of());

        private Spoken() {
            this(new ArrayList<>(2), new ArrayList<>(0));
        }
    }

    /**
     * What contributions say about some entities, references still as keys.
     *
     * @param endedToo whether those that ended are asked too; otherwise none of them is there
     */
    public Map<Long, Spoken> of(List<Long> entities, boolean endedToo) throws SQLException {
        Map<Long, Spoken> found = new HashMap<>();
        try (PreparedStatement query = connection.prepareStatement("""
                with said as materialized (
                    select * from hub.contribution where entity_id = any(?) and state %s)
                select c.entity_id, s.system, s.keyspace, c.key, c.modified_at, c.body, c.state = 'a'
                from said c join hub.source s on s.id = c.source_id""".formatted(endedToo ? "<> 'x'" : "= 'a'"))) {
            query.setArray(1, bigints(entities));
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    Spoken spoken = found.computeIfAbsent(rows.getLong(1), entity -> new Spoken());
                    (rows.getBoolean(7) ? spoken.active() : spoken.ended())
                            .add(new Contribution(
                                    rows.getString(2),
                                    rows.getString(3),
                                    rows.getString(4),
                                    Optional.ofNullable(rows.getTimestamp(5)).map(Timestamp::toInstant),
                                    CanonicalJson.read(type, rows.getString(6))));
                }
            }
        }
        return found;
    }

    /**
     * Lets contributions say something else, of a record that could not be taken as a whole: they stay otherwise as they
     * were, of the delivery that brought them too.
     *
     * @param values by key; none of these is only expected
     */
    public void amend(int source, Map<String, Object[]> values) throws SQLException {
        List<String> keys = values.keySet().stream().sorted().toList();
        List<String> bodies = new ArrayList<>();
        for (String key : keys) {
            StringBuilder json = new StringBuilder();
            CanonicalJson.write(type, values.get(key), json);
            bodies.add(json.toString());
        }
        try (PreparedStatement update = connection.prepareStatement("""
                update hub.contribution c set body = said.body::json from unnest(?::text[], ?::text[]) as said (key, body)
                where c.source_id = ? and c.key = said.key""")) {
            update.setArray(1, connection.createArrayOf("text", keys.toArray()));
            update.setArray(2, connection.createArrayOf("text", bodies.toArray()));
            update.setInt(3, source);
            update.executeUpdate();
        }
    }

    /** Marks the contributions of some keys as ended; gives the entities they were about, with their keys. */
    public Map<Long, String> end(int source, List<String> keys, long delivery) throws SQLException {
        Map<Long, String> entities = new HashMap<>();
        lock(source, keys);
        try (PreparedStatement update = connection.prepareStatement("""
                update hub.contribution set state = 'e', delivery_id = ?
                where source_id = ? and key = any(?) and state = 'a' returning entity_id, key""")) {
            update.setLong(1, delivery);
            update.setInt(2, source);
            update.setArray(3, connection.createArrayOf("text", keys.toArray()));
            try (ResultSet rows = update.executeQuery()) {
                while (rows.next()) {
                    entities.put(rows.getLong(1), rows.getString(2));
                }
            }
        }
        return entities;
    }

    private Array bigints(List<Long> values) throws SQLException {
        return connection.createArrayOf("bigint", values.toArray());
    }
}
