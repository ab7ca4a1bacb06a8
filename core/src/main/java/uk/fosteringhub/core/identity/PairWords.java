package uk.fosteringhub.core.identity;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import uk.fosteringhub.core.records.Reference;

/**
 * What has been decided about pairs of records of some entities: {@code hub.identity_pair}. A person's word counts more than
 * any name in common, a name more than what the rules found.
 */
record PairWords(List<Word> different, List<Word> same) {
    static final PairWords NONE = new PairWords(List.of(), List.of());

    /** One pair, with what its records are now. */
    record Word(Reference one, long oneEntity, Reference other, long otherEntity, boolean byPerson) {}

    /** Pairs of which both records are about one of these entities; people's first, then by weight. */
    static PairWords of(Connection connection, Collection<Long> entities) throws SQLException {
        List<Word> different = new ArrayList<>();
        List<Word> same = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement("""
                select os.keyspace, o.key, o.entity_id, ts.keyspace, t.key, t.entity_id, p.by_person, p.state
                from hub.contribution o
                join hub.identity_pair p on p.one_source = o.source_id and p.one_key = o.key
                    and p.state in ('different', 'linked')
                join hub.contribution t on t.source_id = p.other_source and t.key = p.other_key
                join hub.source os on os.id = o.source_id join hub.source ts on ts.id = t.source_id
                where o.entity_id = any(?) and t.entity_id = any(?) order by p.by_person desc, p.weight desc, p.id""")) {
            Array ids = connection.createArrayOf("bigint", entities.toArray());
            query.setArray(1, ids);
            query.setArray(2, ids);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    Word word = new Word(
                            new Reference(rows.getString(1), rows.getString(2)),
                            rows.getLong(3),
                            new Reference(rows.getString(4), rows.getString(5)),
                            rows.getLong(6),
                            rows.getBoolean(7));
                    (rows.getString(8).equals("different") ? different : same).add(word);
                }
            }
        }
        return new PairWords(different, same);
    }
}
