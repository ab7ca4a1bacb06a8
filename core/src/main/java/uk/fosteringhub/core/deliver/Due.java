package uk.fosteringhub.core.deliver;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import uk.fosteringhub.core.publish.QueuedChange;
import uk.fosteringhub.core.store.ByKey;

/**
 * What of a batch is to be brought to a target.
 *
 * @param changes those that have no receipt yet
 * @param partOfOthers those of records that have become part of others since; not that they ended
 * @param owing whether the target has missed changes at all, so that some of these may make up for one
 */
record Due(List<QueuedChange> changes, List<QueuedChange> partOfOthers, boolean owing) {

    /**
     * What is not on its way to the target, such as a change that a database before this one told of, is none of its
     * business.
     */
    static Due of(Connection connection, String target, List<QueuedChange> batch) throws SQLException {
        Map<Long, Instant> due = new HashMap<>();
        Set<Long> redirected = new HashSet<>();
        AtomicBoolean owing = new AtomicBoolean();
        // The first in the order of the index: however many failures other feeds have, they are never read through.
        ByKey.alike(connection)
                .ask(
                        """
                        select change_id, changed_at, (
                            select source_key from hub.failure where feed = ? and state in ('open', 'held', 'retrying')
                            order by source_key limit 1) is not null,
                            exists (select 1 from hub.redirect r where r.old_entity = entity_id)
                        from hub.outgoing where target = ? and change_id = any(?)""",
                        row -> {
                            due.put(row.getLong(1), row.getTimestamp(2).toInstant());
                            owing.set(row.getBoolean(3));
                            if (row.getBoolean(4)) {
                                redirected.add(row.getLong(1));
                            }
                        },
                        "to-" + target,
                        target,
                        connection.createArrayOf(
                                "bigint",
                                batch.stream()
                                        .map(queued -> queued.change().change())
                                        .toArray()))
                .execute();
        List<QueuedChange> changes = batch.stream()
                .filter(queued ->
                        due.remove(queued.change().change(), queued.change().changedAt()))
                .toList();
        Map<Boolean, List<QueuedChange>> whether = changes.stream()
                .collect(Collectors.partitioningBy(
                        queued -> redirected.contains(queued.change().change())
                                && !queued.change().kind().equals("ended")));
        return new Due(whether.get(false), whether.get(true), owing.get());
    }
}
