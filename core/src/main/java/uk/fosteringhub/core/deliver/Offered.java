package uk.fosteringhub.core.deliver;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import uk.fosteringhub.core.mapping.GoldenChange;
import uk.fosteringhub.core.mapping.OutgoingForm;
import uk.fosteringhub.core.store.ByKey;

/**
 * Which records a target was ever to be told of: that they came, came back, or are to be put right there. Records of a first
 * load never were. What is older than changes and receipts are kept is not known any more.
 */
final class Offered {
    private Offered() {}

    /**
     * Those of the records whose mappings ask for it. One that took in another of which the target was to be told, and that
     * did not get there, counts too. Not while the target may yet take it: it would have it twice.
     *
     * @return hub ids
     */
    static Set<Long> among(Connection connection, String target, Map<GoldenChange, OutgoingForm> changes)
            throws SQLException {
        Object[] asked = changes.entrySet().stream()
                .filter(change -> change.getValue().offered())
                .map(change -> change.getKey().entity())
                .distinct()
                .toArray();
        Set<Long> offered = new HashSet<>();
        if (asked.length == 0) {
            return offered;
        }
        ByKey.alike(connection)
                .ask(
                        """
                        select asked.id from unnest(?::bigint[]) as asked (id)
                        where %s or exists (
                            select 1 from hub.redirect part
                            join hub.change c on c.entity_id = part.old_entity and c.kind in ('created', 'restored', 'repair')
                            join hub.receipt r on r.target = ? and r.change_id = c.id and r.changed_at = c.changed_at
                                and r.state in ('refused', 'not_wanted', 'given_up')
                            where part.new_entity = asked.id)""".formatted(is("asked.id")),
                        row -> offered.add(row.getLong(1)),
                        connection.createArrayOf("bigint", asked),
                        target,
                        target,
                        target)
                .execute();
        return offered;
    }

    /**
     * A condition that asks for the target twice.
     *
     * @param entity an expression for a hub id
     */
    static String is(String entity) {
        return """
                exists (select 1 from hub.change c
                    where c.entity_id = %s and c.kind in ('created', 'restored', 'repair') and (
                        exists (select 1 from hub.outgoing o where o.target = ? and o.change_id = c.id)
                        or exists (select 1 from hub.receipt r
                            where r.target = ? and r.change_id = c.id and r.changed_at = c.changed_at)))""".formatted(entity);
    }
}
