package uk.fosteringhub.core.identity.pass;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Consumer;
import uk.fosteringhub.core.checks.HubKeys;
import uk.fosteringhub.core.identity.decide.PersonRecord;
import uk.fosteringhub.core.store.Awaited;
import uk.fosteringhub.core.store.Together;

/** Looks up what person records are at present. */
final class Standings {
    private static final String MEMBERS = """
            select c.source_id, c.key from unnest(?::bigint[]) as asked (entity)
            cross join lateral (
                select c.source_id, c.key from hub.contribution c
                where c.entity_id = asked.entity and c.state = 'a' offset 0) c
            join hub.source s on s.id = c.source_id
            where s.record_type in ('person', 'enquiry') and s.keyspace <> ?""";

    private final Connection connection;

    Standings(Connection connection) {
        this.connection = connection;
    }

    /**
     * Of those records that there are, and that have not ended. The order of looking up is laid down, as in
     * {@link RecordReader}.
     */
    Map<PersonRecord, Standing> of(Collection<PersonRecord> names) throws SQLException {
        Map<PersonRecord, Standing> found = new TreeMap<>();
        if (names.isEmpty()) {
            return found;
        }
        try (PreparedStatement query = connection.prepareStatement("""
                select c.source_id, c.key, s.record_type, c.entity_id, known.person,
                    coalesce(known.said, '') like ?, coalesce(p.restricted, false) or %s
                from unnest(?::smallint[], ?::text[]) as wanted (source_id, key)
                cross join lateral (
                    select c.* from hub.contribution c
                    where c.source_id = wanted.source_id and c.key = wanted.key and c.state = 'a' offset 0) c
                join hub.source s on s.id = c.source_id
                left join lateral (
                    select e.person, e.provenance ->> 'person' as said from fostering.enquiry e
                        where s.record_type = 'enquiry' and e.id = c.entity_id
                    union all
                    select k.person, k.provenance ->> 'person' from fostering.check k
                        where s.record_type = 'check' and k.id = c.entity_id
                    union all
                    select t.person, t.provenance ->> 'person' from fostering.touchpoint t
                        where s.record_type = 'touchpoint' and t.id = c.entity_id
                    union all
                    select c.entity_id, '' where s.record_type = 'person') known on true
                left join fostering.person p on p.id = known.person""".formatted(Awaited.is("known.person")))) {
            query.setString(1, HubKeys.HUB + ":" + HubKeys.IDENTITY + ":%");
            Rows.names(query, 2, names);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    PersonRecord name = new PersonRecord(rows.getInt(1), rows.getString(2));
                    long person = rows.getLong(5);
                    OptionalLong known = rows.wasNull() ? OptionalLong.empty() : OptionalLong.of(person);
                    found.put(
                            name,
                            new Standing(
                                    name,
                                    rows.getString(3),
                                    rows.getLong(4),
                                    known,
                                    rows.getBoolean(6),
                                    rows.getBoolean(7)));
                }
            }
        }
        return found;
    }

    /** Asks for the records of some entities, of the types person and enquiry, that have not ended. */
    void members(Collection<Long> entities, Together all, Consumer<PersonRecord> member) throws SQLException {
        if (!entities.isEmpty()) {
            all.ask(
                    MEMBERS,
                    row -> member.accept(new PersonRecord(row.getInt(1), row.getString(2))),
                    Rows.longs(connection, entities),
                    HubKeys.IDENTITY);
        }
    }
}
