package uk.fosteringhub.core.deliver;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import uk.fosteringhub.core.mapping.GoldenChange;
import uk.fosteringhub.core.mapping.OutgoingForm;
import uk.fosteringhub.core.merge.Contribution;
import uk.fosteringhub.core.store.ByKey;

/** Changes that came about because a record ended at its source. */
final class Withdrawn {
    private Withdrawn() {}

    /**
     * Those of the changes whose mappings ask for it, and whose delivery ended the record that caused them. Not where the
     * record has come back meanwhile.
     *
     * @return their numbers
     */
    static Set<Long> among(Connection connection, Map<GoldenChange, OutgoingForm> changes) throws SQLException {
        List<GoldenChange> asked = changes.entrySet().stream()
                .filter(change -> change.getValue().withdrawn())
                .map(Map.Entry::getKey)
                .toList();
        Set<Long> withdrawn = new HashSet<>();
        if (asked.isEmpty()) {
            return withdrawn;
        }
        ByKey.alike(connection)
                .ask(
                        """
                        select c.id from unnest(?::bigint[], ?::bigint[]) as asked (change_id, entity_id)
                        join hub.change c on c.entity_id = asked.entity_id and c.id = asked.change_id
                        where exists (select 1 from hub.contribution k join hub.source s on s.id = k.source_id
                            where k.entity_id = c.entity_id and k.state = 'e' and k.delivery_id = c.delivery_id
                                and c.cause = %s)""".formatted(Contribution.nameInSql("s", "k.key")),
                        row -> withdrawn.add(row.getLong(1)),
                        connection.createArrayOf(
                                "bigint",
                                asked.stream().map(GoldenChange::change).toArray()),
                        connection.createArrayOf(
                                "bigint",
                                asked.stream().map(GoldenChange::entity).toArray()))
                .execute();
        return withdrawn;
    }
}
