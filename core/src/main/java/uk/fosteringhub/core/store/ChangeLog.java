package uk.fosteringhub.core.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import uk.fosteringhub.core.records.CanonicalJson;
import uk.fosteringhub.core.records.RecordType;

/** New versions of golden records, and for which targets they wait: written together with the records themselves. */
public final class ChangeLog {
    private final Connection connection;
    private final RecordType type;
    private final long delivery;
    private final List<String> targets;

    /** @param targets who gets these changes; never the system that caused them */
    public ChangeLog(Connection connection, RecordType type, long delivery, List<String> targets) {
        this.connection = connection;
        this.type = type;
        this.delivery = delivery;
        this.targets = targets;
    }

    /** What a change did. */
    public enum Kind {
        CREATED,
        CHANGED,
        ENDED,
        RESTORED,
        /** Nothing changed: a target is told what holds, again or for the first time. */
        REPAIR
    }

    /**
     * A new version.
     *
     * @param before the older values of the fields that changed, null in the others; empty when created
     * @param after the newer values, likewise
     * @param cause the name of the contribution that caused it
     */
    public record Change(
            long entity,
            int version,
            Kind kind,
            Optional<Object[]> before,
            Optional<Object[]> after,
            String cause,
            Instant at) {

        public static Change created(long entity, String cause, Instant at) {
            return new Change(entity, 1, Kind.CREATED, Optional.empty(), Optional.empty(), cause, at);
        }
    }

    /** @return the changes' numbers, in their order */
    public long[] write(List<Change> changes) throws SQLException {
        return write(changes, List.of());
    }

    /**
     * Writes changes together with what they are about.
     *
     * @param records goes first
     * @return the changes' numbers, in their order
     */
    public long[] write(List<Change> changes, List<CopyText> records) throws SQLException {
        long[] ids = Ids.changes(connection, changes.size());
        CopyText log = new CopyText("hub.change (id, record_type, entity_id, version, kind, before, after, cause,"
                + " delivery_id, changed_at)");
        CopyText outgoing = new CopyText("hub.outgoing (target, change_id, changed_at, entity_id, version)");
        for (int i = 0; i < ids.length; i++) {
            Change change = changes.get(i);
            log.add(ids[i])
                    .add(type.name())
                    .add(change.entity())
                    .add(change.version())
                    .add(change.kind().name().toLowerCase(java.util.Locale.ROOT));
            values(log, change.before());
            values(log, change.after());
            log.add(change.cause()).add(delivery).addValue(change.at()).endRow();
            for (String target : targets) {
                outgoing.add(target)
                        .add(ids[i])
                        .addValue(change.at())
                        .add(change.entity())
                        .add(change.version())
                        .endRow();
            }
        }
        List<CopyText> all = new ArrayList<>(records);
        all.add(log);
        all.add(outgoing);
        CopyText.write(connection, all);
        return ids;
    }

    private void values(CopyText log, Optional<Object[]> values) {
        if (values.isPresent()) {
            log.add(json -> CanonicalJson.write(type, values.get(), json));
        } else {
            log.add((String) null);
        }
    }
}
