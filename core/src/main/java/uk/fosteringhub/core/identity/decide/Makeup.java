package uk.fosteringhub.core.identity.decide;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import uk.fosteringhub.core.identity.EntityMoves;
import uk.fosteringhub.core.records.RecordType;
import uk.fosteringhub.core.records.Reference;
import uk.fosteringhub.core.store.Restricted;

/**
 * The source records of which an entity is made.
 *
 * @param entity hub id, now
 * @param restricted whether it concerns a restricted person
 */
public record Makeup(RecordType type, long entity, boolean restricted, List<Record> records) {

    /**
     * One record.
     *
     * @param ended whether its source no longer has it
     */
    public record Record(PersonRecord record, String system, Reference name, boolean ended) {}

    /** The same for the same records: so that nobody takes apart what has changed since they looked. */
    public String fingerprint() {
        return Integer.toHexString(
                Objects.hash(entity, records.stream().map(Record::record).toList()));
    }

    /** Empty if there is no such record; a hub id that leads to another counts as that. */
    static Optional<Makeup> of(Connection connection, RecordType type, long asked) throws SQLException {
        long entity = EntityMoves.present(connection, type, asked);
        try (PreparedStatement query =
                connection.prepareStatement("""
                select c.source_id, c.key, s.system, s.keyspace, c.state = 'e', %s
                from hub.contribution c join hub.source s on s.id = c.source_id
                join fostering.%s g on g.id = c.entity_id
                where c.entity_id = ? and c.state <> 'x' and s.record_type = ? and s.keyspace <> 'identity' order by c.source_id, c.key""".formatted(Restricted.concerns(type, "g"), type.name()))) {
            query.setLong(1, entity);
            query.setString(2, type.name());
            List<Record> records = new ArrayList<>();
            boolean restricted = false;
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    records.add(new Record(
                            new PersonRecord(rows.getInt(1), rows.getString(2)),
                            rows.getString(3),
                            new Reference(rows.getString(4), rows.getString(2)),
                            rows.getBoolean(5)));
                    restricted = rows.getBoolean(6);
                }
            }
            return records.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Makeup(type, entity, restricted, List.copyOf(records)));
        }
    }
}
