package uk.fosteringhub.core.identity.pass;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;
import uk.fosteringhub.core.identity.person.BlockingKeys;
import uk.fosteringhub.core.store.Together;

/**
 * Finds which records are worth comparing: those that have a key in common, by one join over the keys of many records. A
 * block that has too many says too little; it is left out from then on, and counted in {@code hub.identity_capped}.
 */
final class Blocks {
    private static final long[] NONE = {};

    private final Connection connection;

    Blocks(Connection connection) {
        this.connection = connection;
    }

    /**
     * For each record the numbers of others, itself not among them.
     *
     * @param before is carried out first, together with the question
     */
    Map<Long, Set<Long>> candidates(Collection<KeptRecord> records, Together before) throws SQLException {
        Map<Long, long[]> blocks = blocks(
                records.stream()
                        .flatMapToLong(record -> LongStream.of(record.blocks()))
                        .distinct(),
                before);
        Map<Long, Set<Long>> found = new HashMap<>();
        for (KeptRecord record : records) {
            Set<Long> others = new TreeSet<>();
            for (long key : record.blocks()) {
                for (long other : blocks.getOrDefault(key, NONE)) {
                    others.add(other);
                }
            }
            others.remove(record.id());
            found.put(record.id(), others);
        }
        return found;
    }

    private Map<Long, long[]> blocks(LongStream keys, Together before) throws SQLException {
        long[] wanted = keys.sorted().toArray();
        Map<Long, long[]> blocks = new HashMap<>(wanted.length * 2);
        List<Long> capped = new ArrayList<>();
        before.ask(
                """
                select wanted.key, array(
                    select k.record_id from hub.identity_key k where k.key = wanted.key
                    order by k.record_id limit wanted.most + 1)
                from unnest(?::bigint[], ?::int[]) as wanted (key, most)
                where not exists (select 1 from hub.identity_capped c where c.key = wanted.key)""",
                row -> {
                    long key = row.getLong(1);
                    long[] records = Rows.longs(row.getArray(2));
                    if (records.length > BlockingKeys.mostInABlock(key)) {
                        capped.add(key);
                    } else if (records.length > 1) {
                        blocks.put(key, records);
                    }
                },
                Rows.longs(connection, wanted),
                Rows.ints(connection, LongStream.of(wanted).mapToObj(BlockingKeys::mostInABlock)));
        before.execute();
        cap(capped);
        return blocks;
    }

    private void cap(List<Long> keys) throws SQLException {
        if (keys.isEmpty()) {
            return;
        }
        try (PreparedStatement insert = connection.prepareStatement(
                "insert into hub.identity_capped (key) select * from unnest(?::bigint[]) on conflict do nothing")) {
            insert.setArray(1, Rows.longs(connection, keys));
            insert.executeUpdate();
        }
    }
}
