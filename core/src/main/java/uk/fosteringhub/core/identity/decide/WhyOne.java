package uk.fosteringhub.core.identity.decide;

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
import uk.fosteringhub.core.records.RecordType;
import uk.fosteringhub.core.records.Reference;
import uk.fosteringhub.core.store.Database;

/** Why some source records are one record: what was decided, which names they have in common, what became of hub ids. */
public final class WhyOne {
    private static final int MOST_DECISIONS = 500;

    private final Database database;

    public WhyOne(Database database) {
        this.database = database;
    }

    /**
     * Everything that made an entity what it is.
     *
     * @param decisions on pairs with one of its records, the newest first, up to 500; those about restricted persons only for
     *     whoever may see these, and the first word on a pair that waits for a second person for nobody
     * @param names in common
     * @param redirects hub ids that lead to it
     * @param moves contributions that came to it from other entities, or left it, the newest first
     * @param splits of this entity, and those by which it became one of its own, the newest first
     */
    public record Why(
            Makeup makeup,
            List<Decided> decisions,
            List<NameInCommon> names,
            List<Redirected> redirects,
            List<Moved> moves,
            List<Split> splits) {}

    /** A record says that it has another name, which makes whatever has that name the same. */
    public record NameInCommon(String system, Reference name, Reference otherName) {}

    /** An earlier hub id. */
    public record Redirected(long entity, Instant at, String why) {}

    /** A record that was about another entity before. */
    public record Moved(String system, Reference name, long from, long to, String why, Instant at) {}

    /** Empty if there is no such record that may be seen; an earlier hub id counts as the one it leads to. */
    public Optional<Why> of(RecordType type, long entity, boolean restricted) {
        return database.inTransaction(connection -> Makeup.of(connection, type, entity)
                .filter(makeup -> restricted || !makeup.restricted())
                .map(makeup -> {
                    try {
                        return why(connection, makeup, restricted);
                    } catch (SQLException failed) {
                        throw Database.unusable(failed);
                    }
                }));
    }

    /** The records of which one is made; empty if there is none that may be seen. */
    public Optional<Makeup> makeup(RecordType type, long entity, boolean restricted) {
        return database.inTransaction(
                connection -> Makeup.of(connection, type, entity).filter(makeup -> restricted || !makeup.restricted()));
    }

    /** Who has seen a record as it is, and which systems were told of it. */
    public Viewers viewers(RecordType type, long entity) {
        return database.inTransaction(
                connection -> Viewers.of(connection, type, entity, Splitting.oneSince(connection, entity)));
    }

    private static Why why(Connection connection, Makeup makeup, boolean restricted) throws SQLException {
        long entity = makeup.entity();
        return new Why(
                makeup,
                known(connection, Decided.ofEntity(connection, entity, MOST_DECISIONS), restricted),
                names(connection, entity),
                redirects(connection, entity),
                moves(connection, entity),
                splits(connection, entity));
    }

    private static List<Decided> known(Connection connection, List<Decided> decisions, boolean restricted)
            throws SQLException {
        Map<Long, Optional<PairRow>> pairs = new HashMap<>();
        List<Decided> known = new ArrayList<>();
        for (Decided decided : decisions) {
            if (!pairs.containsKey(decided.pair())) {
                pairs.put(decided.pair(), PairRow.one(connection, decided.pair()));
            }
            if (pairs.get(decided.pair())
                    .filter(pair -> restricted || !pair.restricted())
                    .filter(pair -> !waitsForSecond(pair, decided))
                    .isPresent()) {
                known.add(decided);
            }
        }
        return known;
    }

    private static boolean waitsForSecond(PairRow pair, Decided decided) {
        return pair.firstVerdict().isPresent()
                && decided.step().equals(Book.Step.FIRST.word())
                && pair.firstAt().filter(at -> decided.at().isBefore(at)).isEmpty();
    }

    private static List<NameInCommon> names(Connection connection, long entity) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("""
                select s.system, s.keyspace, c.key, os.keyspace, n.other_key
                from hub.contribution c join hub.source s on s.id = c.source_id
                join hub.other_name n on n.source_id = c.source_id and n.key = c.key
                join hub.source os on os.id = n.other_source_id
                where c.entity_id = ? and s.keyspace <> 'identity' order by 1, 2, 3, 4, 5""")) {
            query.setLong(1, entity);
            List<NameInCommon> names = new ArrayList<>();
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    names.add(new NameInCommon(
                            rows.getString(1),
                            new Reference(rows.getString(2), rows.getString(3)),
                            new Reference(rows.getString(4), rows.getString(5))));
                }
            }
            return names;
        }
    }

    private static List<Redirected> redirects(Connection connection, long entity) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(
                "select old_entity, at, why from hub.redirect where new_entity = ? order by at desc, old_entity")) {
            query.setLong(1, entity);
            List<Redirected> redirects = new ArrayList<>();
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    redirects.add(
                            new Redirected(rows.getLong(1), rows.getTimestamp(2).toInstant(), rows.getString(3)));
                }
            }
            return redirects;
        }
    }

    private static List<Moved> moves(Connection connection, long entity) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("""
                select s.system, s.keyspace, m.key, m.from_entity, m.to_entity, m.why, m.at
                from hub.entity_move m join hub.source s on s.id = m.source_id
                where m.to_entity = ? or m.from_entity = ? order by m.id desc limit 500""")) {
            query.setLong(1, entity);
            query.setLong(2, entity);
            List<Moved> moves = new ArrayList<>();
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    moves.add(new Moved(
                            rows.getString(1),
                            new Reference(rows.getString(2), rows.getString(3)),
                            rows.getLong(4),
                            rows.getLong(5),
                            rows.getString(6),
                            rows.getTimestamp(7).toInstant()));
                }
            }
            return moves;
        }
    }

    private static List<Split> splits(Connection connection, long entity) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("""
                select id, record_type, entity, parted, actor, reason, since, viewers, at from hub.identity_split
                where entity = ? or ? = any(parted) order by id desc""")) {
            query.setLong(1, entity);
            query.setLong(2, entity);
            List<Split> splits = new ArrayList<>();
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    splits.add(new Split(
                            rows.getLong(1),
                            rows.getString(2),
                            rows.getLong(3),
                            List.of((Long[]) rows.getArray(4).getArray()),
                            rows.getString(5),
                            rows.getString(6),
                            Optional.ofNullable(rows.getTimestamp(7)).map(Timestamp::toInstant),
                            Viewers.fromJson(rows.getString(8)),
                            rows.getTimestamp(9).toInstant()));
                }
            }
            return splits;
        }
    }
}
