package uk.fosteringhub.core.differences;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import uk.fosteringhub.core.records.CanonicalJson;
import uk.fosteringhub.core.records.RecordType;
import uk.fosteringhub.core.records.RecordTypes;
import uk.fosteringhub.core.store.ChangeLog;
import uk.fosteringhub.core.store.EntityLock;
import uk.fosteringhub.core.store.GoldenStore;

/**
 * Writes what a released plan has to say into the log of changes and onto the way to its systems. Changes never return to
 * the system that caused them, but for this: a repair tells a system something else than it said, because a person decided
 * so. It is written once, in the commit that releases the plan.
 */
final class RepairRelease {
    private final Standing standing;

    RepairRelease(Standing standing) {
        this.standing = standing;
    }

    record Counts(int told, int byHand, int leftOut) {}

    private record Item(
            int item, long entity, String field, String ownerValue, String system, String other, String otherValue) {
        Standing.Name name() {
            return new Standing.Name(entity, field, other);
        }
    }

    Counts carryOut(Connection connection, long plan) throws SQLException {
        EntityLock.shared(connection);
        int byHand = outcome(connection, plan, "way = 'by_hand'", "h");
        int told = 0;
        for (RecordType type : RecordTypes.all()) {
            told += tell(connection, plan, type, items(connection, plan, type));
        }
        int leftOut = outcome(connection, plan, "way = 'sent' and outcome is null", "l");
        return new Counts(told, byHand, leftOut);
    }

    /** Items that no longer stand as the person saw them are left as they are. */
    private int tell(Connection connection, long plan, RecordType type, List<Item> items) throws SQLException {
        if (items.isEmpty()) {
            return 0;
        }
        List<Long> entities =
                items.stream().map(Item::entity).distinct().sorted().toList();
        // A later change of these records gets a greater number than this repair.
        Map<Long, GoldenStore.Stored> golden = new GoldenStore(connection, type).lock(entities);
        Map<Standing.Name, RepairWays.Known> now = standing.of(connection, type, entities);
        Map<String, Map<Long, List<Item>>> letters = new TreeMap<>();
        for (Item item : items) {
            RepairWays.Known known = now.get(item.name());
            if (known != null
                    && known.difference().ownerValue().equals(item.ownerValue())
                    && known.difference().otherValue().equals(item.otherValue())) {
                letters.computeIfAbsent(item.system(), system -> new TreeMap<>())
                        .computeIfAbsent(item.entity(), entity -> new ArrayList<>())
                        .add(item);
            }
        }
        int told = 0;
        for (Map.Entry<String, Map<Long, List<Item>>> ofSystem : letters.entrySet()) {
            Instant at = CanonicalJson.micros(Instant.now());
            List<ChangeLog.Change> changes = ofSystem.getValue().entrySet().stream()
                    .map(letter -> change(
                            plan, type, golden.get(letter.getKey()), letter.getKey(), letter.getValue(), now, at))
                    .toList();
            long[] numbers = new ChangeLog(connection, type, 0, List.of(ofSystem.getKey())).write(changes);
            told += sent(connection, plan, List.copyOf(ofSystem.getValue().values()), numbers, at);
        }
        return told;
    }

    /** Everything one system is told about one record, from what it says to what holds. */
    private static ChangeLog.Change change(
            long plan,
            RecordType type,
            GoldenStore.Stored golden,
            long entity,
            List<Item> items,
            Map<Standing.Name, RepairWays.Known> now,
            Instant at) {
        Object[] before = new Object[type.fields().size()];
        Object[] after = new Object[type.fields().size()];
        for (Item item : items) {
            int position = type.indexOf(item.field());
            before[position] = now.get(item.name()).said();
            after[position] = golden.values()[position];
        }
        return new ChangeLog.Change(
                entity,
                golden.version(),
                ChangeLog.Kind.REPAIR,
                Optional.of(before),
                Optional.of(after),
                "repair plan " + plan,
                at);
    }

    private static List<Item> items(Connection connection, long plan, RecordType type) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("""
                select item, entity_id, field, owner_value, system, other, other_value from hub.repair_item
                where plan_id = ? and record_type = ? and way = 'sent' order by entity_id, item""")) {
            query.setLong(1, plan);
            query.setString(2, type.name());
            List<Item> items = new ArrayList<>();
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    items.add(new Item(
                            rows.getInt(1),
                            rows.getLong(2),
                            rows.getString(3),
                            rows.getString(4),
                            rows.getString(5),
                            rows.getString(6),
                            rows.getString(7)));
                }
            }
            return items;
        }
    }

    private static int sent(Connection connection, long plan, List<List<Item>> letters, long[] changes, Instant at)
            throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("""
                update hub.repair_item set outcome = 'o', change_id = ?, changed_at = ? where plan_id = ? and item = ?""")) {
            int told = 0;
            for (int i = 0; i < changes.length; i++) {
                for (Item item : letters.get(i)) {
                    update.setLong(1, changes[i]);
                    update.setTimestamp(2, Timestamp.from(at));
                    update.setLong(3, plan);
                    update.setInt(4, item.item());
                    update.addBatch();
                    told++;
                }
            }
            update.executeBatch();
            return told;
        }
    }

    private static int outcome(Connection connection, long plan, String which, String outcome) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(
                "update hub.repair_item set outcome = '" + outcome + "' where plan_id = ? and " + which)) {
            update.setLong(1, plan);
            return update.executeUpdate();
        }
    }
}
