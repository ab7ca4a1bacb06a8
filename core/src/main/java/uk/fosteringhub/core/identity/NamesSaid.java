package uk.fosteringhub.core.identity;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import uk.fosteringhub.core.records.CanonicalRecord;
import uk.fosteringhub.core.records.Reference;

/** Which other names each record of a source says it has: {@code hub.other_name}. */
final class NamesSaid {
    private final Connection connection;
    private final Linker.Batch batch;
    private final OwnSource ownSource;

    /** The source of the system whose keys a keyspace holds. */
    @FunctionalInterface
    interface OwnSource {
        int of(String keyspace) throws SQLException;
    }

    private record Said(String key, int otherSource, String otherKey) implements Comparable<Said> {

        @Override
        public int compareTo(Said other) {
            int byKey = key.compareTo(other.key);
            int bySource = byKey != 0 ? byKey : Integer.compare(otherSource, other.otherSource);
            return bySource != 0 ? bySource : otherKey.compareTo(other.otherKey);
        }
    }

    NamesSaid(Connection connection, Linker.Batch batch, OwnSource ownSource) {
        this.connection = connection;
        this.batch = batch;
        this.ownSource = ownSource;
    }

    /**
     * Writes what some records say now in place of what they said before.
     *
     * @param lookBefore whether they may have said something before
     * @return keys of the records that take back a name
     */
    Set<String> replace(List<CanonicalRecord> records, boolean lookBefore) throws SQLException {
        TreeSet<Said> now = new TreeSet<>();
        for (CanonicalRecord record : records) {
            for (Reference name : record.otherNames()) {
                now.add(new Said(record.key(), ownSource.of(name.keyspace()), name.key()));
            }
        }
        Set<Said> before = lookBefore ? before(records) : Set.of();
        Set<Said> takenBack = new TreeSet<>(before);
        takenBack.removeAll(now);
        now.removeAll(before);
        write("""
                delete from hub.other_name o using unnest(?, ?, ?) as gone (key, other_source, other_key)
                where o.key = gone.key and o.other_source_id = gone.other_source and o.other_key = gone.other_key
                    and o.source_id = ?""", takenBack);
        write("""
                insert into hub.other_name (key, other_source_id, other_key, source_id)
                select said.key, said.other_source, said.other_key, speaker.id
                from unnest(?, ?, ?) as said (key, other_source, other_key), (values (?::smallint)) as speaker (id)""", now);
        return takenBack.stream().map(Said::key).collect(Collectors.toSet());
    }

    private Set<Said> before(List<CanonicalRecord> records) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(
                "select key, other_source_id, other_key from hub.other_name where source_id = ? and key = any(?)")) {
            query.setInt(1, batch.source());
            query.setArray(2, array("text", records.stream().map(CanonicalRecord::key)));
            Set<Said> before = new HashSet<>();
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    before.add(new Said(rows.getString(1), rows.getInt(2), rows.getString(3)));
                }
            }
            return before;
        }
    }

    private void write(String sql, Set<Said> names) throws SQLException {
        if (names.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setArray(1, array("text", names.stream().map(Said::key)));
            statement.setArray(2, array("int4", names.stream().map(Said::otherSource)));
            statement.setArray(3, array("text", names.stream().map(Said::otherKey)));
            statement.setInt(4, batch.source());
            statement.executeUpdate();
        }
    }

    private Array array(String type, Stream<?> values) throws SQLException {
        return connection.createArrayOf(type, values.toArray());
    }
}
