package uk.fosteringhub.core.deliver;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import uk.fosteringhub.core.failures.Payloads;
import uk.fosteringhub.core.publish.QueuedChange;
import uk.fosteringhub.core.records.CanonicalJson;
import uk.fosteringhub.core.records.RecordType;
import uk.fosteringhub.core.store.ByKey;
import uk.fosteringhub.core.store.ChangeLog;
import uk.fosteringhub.core.store.EntityLock;
import uk.fosteringhub.core.store.GoldenStore;

/**
 * Changes of records that became part of others while they were on their way to a target. The target no longer wants them,
 * or it would have one record twice: the other goes there by changes of its own. Where the target was never to be told of
 * that one, such as one of a first load, it is told now.
 */
final class PartOfOthers {
    private final Connection connection;
    private final String target;
    private final Payloads payloads;

    PartOfOthers(Connection connection, String target, Payloads payloads) {
        this.connection = connection;
        this.target = target;
        this.payloads = payloads;
    }

    /**
     * In a transaction of its own, since nobody may merge or part records meanwhile.
     *
     * @param changes as they looked before
     * @param keyspaceOf by whose keys the target knows records of a type
     */
    void settle(List<QueuedChange> changes, Function<RecordType, String> keyspaceOf) throws SQLException {
        EntityLock.shared(connection);
        List<QueuedChange> still = Due.of(connection, target, changes).partOfOthers();
        Map<String, List<QueuedChange>> byType = new TreeMap<>();
        for (QueuedChange queued : still) {
            byType.computeIfAbsent(queued.change().type().name(), first -> new ArrayList<>())
                    .add(queued);
        }
        for (List<QueuedChange> some : byType.values()) {
            RecordType type = some.get(0).change().type();
            tell(type, untold(some, type, keyspaceOf.apply(type)));
        }
        new Receipts(connection, target, payloads)
                .write(still.stream()
                        .map(queued -> new ToldChange(
                                queued,
                                "not_wanted",
                                "has become part of another record",
                                false,
                                "",
                                Optional.empty(),
                                List.of(),
                                Map.of()))
                        .toList());
    }

    /**
     * The records that stand for these now and that the target neither knows nor was to be told of. Not where it has, or
     * may yet take, what became part of them: its answer brings the key.
     */
    private List<Long> untold(List<QueuedChange> changes, RecordType type, String keyspace) throws SQLException {
        try (PreparedStatement query =
                connection.prepareStatement("""
                select distinct now.new_entity from unnest(?::bigint[]) as gone (id)
                join hub.redirect now on now.old_entity = gone.id
                where %s
                    and not exists (select 1 from hub.receipt r
                        where r.target = ? and r.entity_id = gone.id and r.state in ('sent', 'delivered'))
                    and not %s
                    and not exists (select 1 from hub.contribution k join hub.source s on s.id = k.source_id
                        where k.entity_id = now.new_entity and s.keyspace = ? and s.record_type = ?)
                order by 1""".formatted(Offered.is("gone.id"), Offered.is("now.new_entity")))) {
            query.setArray(
                    1,
                    connection.createArrayOf(
                            "bigint",
                            changes.stream()
                                    .map(queued -> queued.change().entity())
                                    .toArray()));
            for (int parameter = 2; parameter <= 6; parameter++) {
                query.setString(parameter, target);
            }
            query.setString(7, keyspace);
            query.setString(8, type.name());
            List<Long> untold = new ArrayList<>();
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    untold.add(rows.getLong(1));
                }
            }
            return untold;
        }
    }

    /** Everything about them, as to one who has nothing. */
    private void tell(RecordType type, List<Long> entities) throws SQLException {
        ByKey.only(connection);
        Instant now = CanonicalJson.micros(Instant.now());
        List<ChangeLog.Change> changes = new ArrayList<>();
        new TreeMap<>(new GoldenStore(connection, type).lock(entities)).forEach((entity, golden) -> {
            if (!golden.ended()) {
                changes.add(new ChangeLog.Change(
                        entity,
                        golden.version(),
                        ChangeLog.Kind.REPAIR,
                        Optional.of(new Object[type.fields().size()]),
                        Optional.of(golden.values()),
                        "merged on the way to " + target,
                        now));
            }
        });
        new ChangeLog(connection, type, 0, List.of(target)).write(changes);
    }
}
