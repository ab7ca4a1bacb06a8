package uk.fosteringhub.core.identity.decide;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import uk.fosteringhub.core.identity.judge.Judgement;
import uk.fosteringhub.core.records.Reference;

/**
 * A word on a pair, by rule or by a person.
 *
 * @param oneSystem who speaks of the pair's one record
 * @param step alone, first (waits for a second person), second (agreed) or disagreed
 * @param weight in bits, as it was then
 * @param judgement what the engine said then; empty where it said nothing
 * @param pairVersion of the pair now, for taking it back
 * @param stands whether this is the word that holds
 * @param split number of the split that went with it
 */
public record Decided(
        long id,
        long pair,
        String oneSystem,
        Reference one,
        String otherSystem,
        Reference other,
        Verdict verdict,
        String step,
        boolean byPerson,
        String actor,
        String reason,
        double weight,
        Optional<Judgement> judgement,
        Instant at,
        int pairVersion,
        boolean stands,
        OptionalLong split) {

    private static final String SELECT = """
            select d.id, d.pair_id, os.system, os.keyspace, p.one_key, ts.system, ts.keyspace, p.other_key, d.verdict,
                d.step, d.by_person, d.actor, d.reason, d.weight, d.model, coalesce(d.judgement::text, '{}'), d.at,
                p.version,
                d.id = (select max(n.id) from hub.identity_decision n
                    where n.pair_id = d.pair_id and n.step in ('alone', 'second') and n.verdict <> 'taken_back')
                    and case d.verdict when 'same' then p.state = 'linked' when 'different' then p.state = 'different'
                        when 'unsure' then p.state = 'unsure' else false end
                    and d.by_person = p.by_person and d.step in ('alone', 'second'),
                d.split_id
            from hub.identity_decision d
            join hub.identity_pair p on p.id = d.pair_id
            join hub.source os on os.id = p.one_source
            join hub.source ts on ts.id = p.other_source""";

    /** Of one pair, the newest first. */
    static List<Decided> ofPair(Connection connection, long pair) throws SQLException {
        try (PreparedStatement query =
                connection.prepareStatement(SELECT + " where d.pair_id = ? order by d.id desc")) {
            query.setLong(1, pair);
            return read(query);
        }
    }

    /** Of all pairs with one of the records of an entity, the newest first. */
    static List<Decided> ofEntity(Connection connection, long entity, int most) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(SELECT + """
                 where d.pair_id in (
                    select p.id from hub.contribution c
                    join hub.identity_pair p on p.one_source = c.source_id and p.one_key = c.key where c.entity_id = ?
                    union
                    select p.id from hub.contribution c
                    join hub.identity_pair p on p.other_source = c.source_id and p.other_key = c.key
                    where c.entity_id = ?)
                order by d.id desc limit ?""")) {
            query.setLong(1, entity);
            query.setLong(2, entity);
            query.setInt(3, most);
            return read(query);
        }
    }

    private static List<Decided> read(PreparedStatement query) throws SQLException {
        List<Decided> decided = new ArrayList<>();
        try (ResultSet row = query.executeQuery()) {
            while (row.next()) {
                long split = row.getLong(20);
                boolean noSplit = row.wasNull();
                decided.add(new Decided(
                        row.getLong(1),
                        row.getLong(2),
                        row.getString(3),
                        new Reference(row.getString(4), row.getString(5)),
                        row.getString(6),
                        new Reference(row.getString(7), row.getString(8)),
                        Verdict.of(row.getString(9)).orElseThrow(),
                        row.getString(10),
                        row.getBoolean(11),
                        row.getString(12),
                        row.getString(13),
                        row.getDouble(14),
                        PairView.judgement(row.getString(15), row.getString(16)),
                        row.getTimestamp(17).toInstant(),
                        row.getInt(18),
                        row.getBoolean(19),
                        noSplit ? OptionalLong.empty() : OptionalLong.of(split)));
            }
        }
        return decided;
    }
}
