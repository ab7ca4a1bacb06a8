package uk.fosteringhub.core.deliver;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import uk.fosteringhub.core.mapping.GoldenChange;
import uk.fosteringhub.core.publish.QueuedChange;
import uk.fosteringhub.core.store.ByKey;

/** Records of which a target has missed a change. */
final class Owed {
    private Owed() {}

    /**
     * Those of the records whose failure still stands. While an answer is to come to one that was sent since, it may yet
     * be taken, and is not sent once more.
     *
     * @return hub ids
     */
    static Set<Long> of(Connection connection, String target, List<QueuedChange> changes) throws SQLException {
        List<GoldenChange> golden = changes.stream().map(QueuedChange::change).toList();
        Set<Long> owed = new HashSet<>();
        ByKey.alike(connection)
                .ask(
                        """
                        select asked.entity_id from unnest(?::bigint[], ?::text[]) as asked (entity_id, failure_key)
                        where exists (select 1 from hub.failure f where f.feed = ? and f.source_key = asked.failure_key
                                and f.state in ('open', 'held', 'retrying'))
                            and not exists (select 1 from hub.receipt r
                                where r.target = ? and r.entity_id = asked.entity_id and r.state = 'sent')""",
                        row -> owed.add(row.getLong(1)),
                        connection.createArrayOf(
                                "bigint",
                                golden.stream().map(GoldenChange::entity).toArray()),
                        connection.createArrayOf(
                                "text",
                                golden.stream()
                                        .map(change -> ToldChange.failureKey(
                                                change.type().name(), change.entity()))
                                        .toArray()),
                        "to-" + target,
                        target)
                .execute();
        return owed;
    }
}
