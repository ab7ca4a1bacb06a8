package uk.fosteringhub.core.lookup.identity;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import uk.fosteringhub.core.merge.Contribution;
import uk.fosteringhub.core.records.CanonicalJson;
import uk.fosteringhub.core.records.RecordType;
import uk.fosteringhub.core.records.RecordTypes;
import uk.fosteringhub.core.store.Database;

/**
 * Reads what source records say of persons, for people who compare two of them. A person record has the addresses and
 * telephone numbers that the same source keeps as records of their own.
 */
public final class SaidOfPersons {
    private final Database database;

    public SaidOfPersons(Database database) {
        this.database = database;
    }

    /**
     * @param source number of who says it: {@code hub.source}
     * @param key source key
     * @return empty if the hub has no such record
     */
    public Optional<SaidOfPerson> of(int source, String key) {
        return database.inTransaction(connection -> {
            try (PreparedStatement query = connection.prepareStatement("""
                    select s.system, s.keyspace, s.record_type, c.entity_id, c.state, c.modified_at, c.body
                    from hub.contribution c join hub.source s on s.id = c.source_id
                    where c.source_id = ? and c.key = ? and c.state <> 'x'""")) {
                query.setInt(1, source);
                query.setString(2, key);
                try (ResultSet row = query.executeQuery()) {
                    return row.next() ? Optional.of(read(connection, row, key)) : Optional.empty();
                }
            }
        });
    }

    private static SaidOfPerson read(Connection connection, ResultSet row, String key) throws SQLException {
        String system = row.getString(1);
        String keyspace = row.getString(2);
        RecordType type = RecordTypes.named(row.getString(3)).orElseThrow();
        long entity = row.getLong(4);
        PersonLines lines = new PersonLines();
        lines.of(type, CanonicalJson.read(type, row.getString(7)));
        if (type.equals(RecordTypes.PERSON)) {
            String reference = keyspace + ":" + key;
            for (Object[] phone : about(connection, RecordTypes.PHONE, entity, reference)) {
                lines.phone(phone);
            }
            for (Object[] address : about(connection, RecordTypes.ADDRESS, entity, reference)) {
                lines.address(address);
            }
        }
        return new SaidOfPerson(
                Contribution.name(system, keyspace, key),
                system,
                type,
                entity,
                row.getString(5).equals("e"),
                Optional.ofNullable(row.getTimestamp(6)).map(Timestamp::toInstant),
                lines.inOrder());
    }

    private static List<Object[]> about(Connection connection, RecordType type, long person, String reference)
            throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("""
                select c.body from fostering.%s g join hub.contribution c on c.entity_id = g.id and c.state = 'a'
                where g.person = ? and c.body ->> 'person' = ? order by c.source_id, c.key""".formatted(type.name()))) {
            query.setLong(1, person);
            query.setString(2, reference);
            List<Object[]> found = new ArrayList<>();
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    found.add(CanonicalJson.read(type, rows.getString(1)));
                }
            }
            return found;
        }
    }
}
