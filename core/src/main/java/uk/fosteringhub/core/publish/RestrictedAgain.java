package uk.fosteringhub.core.publish;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import uk.fosteringhub.core.records.RecordType;
import uk.fosteringhub.core.records.RecordTypes;
import uk.fosteringhub.core.store.Restricted;

/**
 * Lets the log of everything say again what leads to persons who are restricted now, or no longer: those records have no new
 * version, but their messages say whether they concern a restricted person. Systems have rules of their own for that, and
 * are not told.
 */
public final class RestrictedAgain {
    private static final String PERSONS = "select id from person";

    private final Connection connection;
    private final long delivery;
    private final boolean told;

    /** @param targets who gets what the delivery causes */
    public RestrictedAgain(Connection connection, long delivery, List<String> targets) {
        this.connection = connection;
        this.delivery = delivery;
        this.told = targets.contains(Targets.KAFKA);
    }

    /** @param persons whose restriction changed, with the name of the contribution that says so */
    public void say(SortedMap<Long, String> persons, Instant at) throws SQLException {
        if (persons.isEmpty() || !told) {
            return;
        }
        String cause = persons.get(persons.firstKey());
        for (RecordType type : RecordTypes.all()) {
            Optional<String> leads =
                    type.equals(RecordTypes.PERSON) ? Optional.empty() : Restricted.leadsTo(type, "g", PERSONS);
            if (leads.isPresent()) {
                say(type, leads.get(), persons.keySet(), cause, at);
            }
        }
    }

    private void say(RecordType type, String leads, Set<Long> persons, String cause, Instant at) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("""
                with person as materialized (select unnest(?::bigint[]) as id),
                told as materialized (select g.id, g.version, nextval('hub.change_id') as change
                    from fostering.%s g where %s),
                logged as (insert into hub.change
                        (id, record_type, entity_id, version, kind, before, after, cause, delivery_id, changed_at)
                    select change, ?, id, version, 'repeated', '{}', '{}', ?, ?, ? from told)
                insert into hub.outgoing (target, change_id, changed_at, entity_id, version)
                select ?, change, ?, id, version from told""".formatted(type.name(), leads))) {
            insert.setArray(1, connection.createArrayOf("bigint", persons.toArray()));
            insert.setString(2, type.name());
            insert.setString(3, cause);
            insert.setLong(4, delivery);
            insert.setTimestamp(5, Timestamp.from(at));
            insert.setString(6, Targets.KAFKA);
            insert.setTimestamp(7, Timestamp.from(at));
            insert.executeUpdate();
        }
    }
}
