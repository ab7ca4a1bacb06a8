package uk.fosteringhub.core.sync;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import uk.fosteringhub.core.golden.RestrictedFlag;
import uk.fosteringhub.core.records.RecordType;
import uk.fosteringhub.core.store.Contributions;

/**
 * Records of persons that failed, and yet say that the person is restricted, or cannot be read there: that much is taken
 * from them, since nobody's restriction may wait for another value to be put right. All else stays as it was. A person who
 * has not come counts as restricted anyway.
 */
final class FailedRestrictions {
    private final Connection connection;
    private final FeedContext context;
    private final Contributions contributions;

    FailedRestrictions(Connection connection, FeedContext context, Contributions contributions) {
        this.connection = connection;
        this.context = context;
        this.contributions = contributions;
    }

    /** @return what is said of persons anew */
    List<Contributions.Said> take(List<Chunk.Failed> failed) throws SQLException {
        List<String> keys = failed.stream()
                .filter(Chunk.Failed::restricts)
                .map(one -> one.record().key())
                .distinct()
                .sorted()
                .toList();
        if (keys.isEmpty()) {
            return List.of();
        }
        RecordType type = context.mapping().recordType();
        Map<String, Object[]> restricted = new HashMap<>();
        List<Contributions.Said> said = new ArrayList<>();
        contributions.lock(context.source(), keys).forEach((key, stored) -> {
            if (stored.state() != 'x' && !RestrictedFlag.of(type, stored.values())) {
                Object[] values = RestrictedFlag.set(stored.values());
                restricted.put(key, values);
                said.add(new Contributions.Said(key, stored.entity(), 0, stored.modifiedAt(), values));
            }
        });
        if (!restricted.isEmpty()) {
            contributions.amend(context.source(), restricted);
            forget(restricted.keySet().toArray());
        }
        return said;
    }

    /** When the record looks again as it did before it failed, it says something new. */
    private void forget(Object[] keys) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("""
                update hub.source_record set hash = '00000000-0000-0000-0000-000000000000'
                where feed_id = ? and key = any(?)""")) {
            update.setInt(1, context.feedId());
            update.setArray(2, connection.createArrayOf("text", keys));
            update.executeUpdate();
        }
    }
}
