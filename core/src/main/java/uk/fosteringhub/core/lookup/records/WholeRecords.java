package uk.fosteringhub.core.lookup.records;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import uk.fosteringhub.core.differences.SaidOfEntities;
import uk.fosteringhub.core.lookup.Trace;
import uk.fosteringhub.core.lookup.Traces;
import uk.fosteringhub.core.merge.Contribution;
import uk.fosteringhub.core.merge.Ownership;
import uk.fosteringhub.core.records.CanonicalJson;
import uk.fosteringhub.core.records.RecordType;
import uk.fosteringhub.core.store.Database;

/** Puts together everything the hub knows about one record. */
public final class WholeRecords {
    private final Database database;
    private final Traces traces;
    private final Origins origins;
    private final List<String> targets;

    /** @param targets everyone who ever gets changes */
    public WholeRecords(Database database, Ownership ownership, List<String> targets) {
        this.database = database;
        this.traces = new Traces(database);
        this.origins = new Origins(ownership);
        this.targets = List.copyOf(targets);
    }

    /**
     * Empty if there is no golden record of this type and hub id, or it may not be seen.
     *
     * @param restricted whether what concerns restricted persons is shown too
     */
    public Optional<WholeRecord> of(RecordType type, long entity, boolean restricted) {
        return traces.of(type, entity)
                .filter(trace -> restricted || !trace.restricted())
                .flatMap(trace -> database.inTransaction(connection -> whole(connection, type, trace, restricted)));
    }

    private Optional<WholeRecord> whole(Connection connection, RecordType type, Trace trace, boolean restricted)
            throws SQLException {
        long entity = trace.entity();
        List<FoundRecord> named = RecordFinder.shown(connection, Map.of(entity, type.name()), restricted);
        if (named.isEmpty()) {
            return Optional.empty();
        }
        List<Contribution> said = new SaidOfEntities(connection, type)
                .of(List.of(entity)).getOrDefault(entity, List.of()).stream()
                        .map(SaidOfEntities.Said::contribution)
                        .toList();
        Links links = new Links(connection, restricted);
        Object[] values = CanonicalJson.read(type, trace.values());
        return Optional.of(new WholeRecord(
                named.get(0),
                trace,
                origins.of(type, said, values),
                told(connection, trace),
                links.pointsTo(type, values),
                links.pointedAtBy(type, entity),
                redirects(connection, "select new_entity from hub.redirect where old_entity = ?", entity).stream()
                        .findFirst(),
                redirects(connection, "select old_entity from hub.redirect where new_entity = ? order by 1", entity),
                failures(connection, type, trace)));
    }

    private List<Told> told(Connection connection, Trace trace) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("""
                select change_id, target, state, answer, at from hub.receipt where entity_id = ?
                union all
                select o.change_id, o.target, 'waiting', '', null from hub.outgoing o
                where o.target = any(?) and o.change_id = any(?) order by 1, 2""")) {
            query.setLong(1, trace.entity());
            query.setArray(2, connection.createArrayOf("text", targets.toArray()));
            query.setArray(
                    3,
                    connection.createArrayOf(
                            "bigint",
                            trace.history().stream().map(Trace.Version::change).toArray()));
            List<Told> told = new ArrayList<>();
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    told.add(new Told(
                            rows.getLong(1),
                            rows.getString(2),
                            rows.getString(3),
                            rows.getString(4),
                            Optional.ofNullable(rows.getTimestamp(5)).map(Timestamp::toInstant)));
                }
            }
            return told;
        }
    }

    private static List<Long> redirects(Connection connection, String sql, long entity) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            query.setLong(1, entity);
            List<Long> ids = new ArrayList<>();
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    ids.add(rows.getLong(1));
                }
            }
            return ids;
        }
    }

    /** A failure on the way to a target is kept under the record's type and hub id. */
    private List<OpenFailure> failures(Connection connection, RecordType type, Trace trace) throws SQLException {
        List<String> feeds = new ArrayList<>();
        List<String> keys = new ArrayList<>();
        for (Trace.Said said : trace.said()) {
            feeds.add(said.feed());
            keys.add(said.key());
        }
        for (String target : targets) {
            feeds.add("to-" + target);
            keys.add(type.name() + " " + trace.entity());
        }
        try (PreparedStatement query = connection.prepareStatement("""
                with own (feed, key) as (select distinct * from unnest(?::text[], ?::text[]) as t)
                select f.id, f.feed, f.source_key, f.step, f.state, f.message, f.first_seen
                from own join hub.failure f on f.feed = own.feed and f.source_key = own.key
                where f.state in ('open', 'held', 'retrying') order by f.id""")) {
            query.setArray(1, connection.createArrayOf("text", feeds.toArray()));
            query.setArray(2, connection.createArrayOf("text", keys.toArray()));
            List<OpenFailure> failures = new ArrayList<>();
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    failures.add(new OpenFailure(
                            rows.getLong(1),
                            rows.getString(2),
                            rows.getString(3),
                            rows.getString(4),
                            rows.getString(5),
                            rows.getString(6),
                            rows.getTimestamp(7).toInstant()));
                }
            }
            return failures;
        }
    }
}
