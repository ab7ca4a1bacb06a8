package uk.fosteringhub.core.publish;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import uk.fosteringhub.core.records.RecordType;
import uk.fosteringhub.core.records.RecordTypes;
import uk.fosteringhub.core.store.ByKey;
import uk.fosteringhub.core.store.Database;
import uk.fosteringhub.core.store.Restricted;

/** Changes that wait to be handed to a target, written in the same commit as the changes themselves. */
public final class Outbox {
    private static final int FRONT = 1_000;
    private static final Duration SHORTEST_REST = Duration.ofSeconds(1);
    private static final int REST_FOR_WORK = 9;

    private static final Waiting NOTHING = new Waiting(List.of(), List.of(), false);

    private final Database database;
    private final Duration holdBack;
    /** By target: when all that wait are looked through again at the earliest, after nothing was found among them. */
    private final Map<String, Instant> notBefore = new ConcurrentHashMap<>();

    /** @param holdBack how long at most changes of an entity wait for the identity pass */
    public Outbox(Database database, Duration holdBack) {
        this.database = database;
        this.holdBack = holdBack;
    }

    /** Hands changes on. If it throws, none of them counts as handed on. */
    @FunctionalInterface
    public interface Sender {
        void send(List<OutgoingChange> changes) throws Exception;
    }

    /**
     * What became of a batch.
     *
     * @param changes how many were handed on
     * @param gone how many could no longer be, since their rows had been dropped; they do not wait any more
     * @param more others that waited then may go too
     * @param leftToOther another process is at it, and may have looked before the newest were written: to be asked again
     */
    public record HandedOn(int changes, int gone, boolean more, boolean leftToOther) {
        private static final HandedOn LEFT_TO_OTHER = new HandedOn(0, 0, false, true);
    }

    /**
     * The oldest that wait.
     *
     * @param more whether there are others, or may be
     */
    private record Waiting(List<OutgoingChange> changes, List<Long> gone, boolean more) {
        boolean isEmpty() {
            return changes.isEmpty() && gone.isEmpty();
        }
    }

    /**
     * Hands the oldest waiting changes of a target to the sender and marks them as handed on in one transaction. One process
     * at a time does this for a target, so that a later change of an entity never overtakes an earlier one. A crash after
     * the sender and before the commit sends the same changes again, with the same numbers.
     *
     * @param target {@code kafka}, or the name of a system with a queue
     * @param most how many at once
     * @throws Exception what the sender throws
     */
    public HandedOn handOn(String target, int most, Sender sender) throws Exception {
        try (Connection connection = database.connection()) {
            connection.setAutoCommit(false);
            try {
                HandedOn done = mine(connection, target)
                        ? handOn(connection, target, oldest(connection, target, most), sender)
                        : HandedOn.LEFT_TO_OTHER;
                connection.commit();
                return done;
            } finally {
                connection.rollback();
            }
        } catch (SQLException failed) {
            throw Database.unusable(failed);
        }
    }

    private static HandedOn handOn(Connection connection, String target, Waiting oldest, Sender sender)
            throws Exception {
        if (!oldest.changes().isEmpty()) {
            sender.send(oldest.changes());
        }
        settle(connection, target, oldest.changes());
        forget(connection, target, oldest.gone());
        return new HandedOn(oldest.changes().size(), oldest.gone().size(), oldest.more(), false);
    }

    /**
     * Lets changes wait again that were handed on a while ago and yet have no receipt: the broker has lost them. To be asked
     * only when the target's queue is empty. Should they turn up after all, their receipts keep them from being delivered
     * twice.
     *
     * @return how many
     */
    public int waitAgain(String target, Duration handedOnFor) {
        return database.inTransaction(connection -> {
            try (PreparedStatement update = connection.prepareStatement("""
                    update hub.outgoing set handed_on_at = null
                    where target = ? and handed_on_at < now() - make_interval(secs => ?)""")) {
                update.setString(1, target);
                update.setDouble(2, handedOnFor.toMillis() / 1000.0);
                return update.executeUpdate();
            }
        });
    }

    /** How many changes have no receipt of a target yet, handed on or not. */
    public long withoutReceipt(String target) {
        return count("select count(*) from hub.outgoing where target = ?", target);
    }

    /** How many changes wait to be handed on to a target. */
    public long waiting(String target) {
        return count("select count(*) from hub.outgoing where target = ? and handed_on_at is null", target);
    }

    private long count(String sql, String target) {
        return database.inTransaction(connection -> {
            try (PreparedStatement query = connection.prepareStatement(sql)) {
                query.setString(1, target);
                try (ResultSet row = query.executeQuery()) {
                    row.next();
                    return row.getLong(1);
                }
            }
        });
    }

    private static boolean mine(Connection connection, String target) throws SQLException {
        // The plan may be made when next to nothing waits, and must do when very much does. Nor is the disk waited
        // for: what is forgotten, since the database's machine failed within half a second, is sent again
        // under the same number, as after any crash between the sender and the commit.
        AtomicBoolean mine = new AtomicBoolean();
        ByKey.alike(connection)
                .add("set local synchronous_commit = off")
                .ask(
                        "select pg_try_advisory_xact_lock(hashtextextended('handOn ' || ?, 0))",
                        row -> mine.set(row.getBoolean(1)),
                        target)
                .execute();
        return mine.get();
    }

    /**
     * What is compared first was there first, so what may go is in front. Where nothing there may, all others are looked at
     * too, but not again at once, and the less often the longer it takes: with very many that wait, looking through them
     * for every few that come is all that would be done.
     */
    private Waiting oldest(Connection connection, String target, int most) throws SQLException {
        Waiting front = oldest(connection, target, most, FRONT);
        if (!front.isEmpty() || !front.more()) {
            return front;
        }
        Instant now = Instant.now();
        if (notBefore.getOrDefault(target, now).isAfter(now)) {
            return NOTHING;
        }
        Waiting all = oldest(connection, target, most, Integer.MAX_VALUE);
        if (all.isEmpty()) {
            notBefore.put(target, Instant.now().plus(rest(Duration.between(now, Instant.now()))));
        }
        return all;
    }

    private static Duration rest(Duration work) {
        return Collections.max(List.of(SHORTEST_REST, work.multipliedBy(REST_FOR_WORK)));
    }

    private Waiting oldest(Connection connection, String target, int most, int lookAt) throws SQLException {
        List<ChangeMessage> messages = new ArrayList<>();
        List<Long> gone = new ArrayList<>();
        boolean more = false;
        try (PreparedStatement query = connection.prepareStatement(ChangeMessage.OLDEST)) {
            query.setString(1, target);
            query.setInt(2, lookAt);
            query.setDouble(3, holdBack.toMillis() / 1000.0);
            query.setInt(4, most);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    more = rows.getLong(ChangeMessage.LOOKED_AT) == lookAt;
                    if (rows.getObject(ChangeMessage.CHANGE) == null) {
                        break;
                    }
                    if (rows.getString(ChangeMessage.RECORD_TYPE) == null) {
                        gone.add(rows.getLong(ChangeMessage.CHANGE));
                    } else {
                        messages.add(ChangeMessage.of(rows));
                    }
                }
            }
        }
        if (target.equals(Targets.KAFKA) && !messages.isEmpty()) {
            RestrictionLock.settled(connection);
        }
        Map<Long, ChangeMessage.Golden> golden = golden(connection, messages);
        List<OutgoingChange> changes = messages.stream()
                .map(message -> message.outgoing(golden.getOrDefault(message.entity(), ChangeMessage.Golden.NONE)))
                .toList();
        return new Waiting(changes, gone, more || changes.size() + gone.size() == most);
    }

    /**
     * The golden records of some changes, as they are by now. The last change of an entity that is handed on always comes
     * with its newest version: whoever wrote that version wrote a change for it in the same commit, with a greater number.
     *
     * @return by hub ids, which are unique over all record types
     */
    private static Map<Long, ChangeMessage.Golden> golden(Connection connection, List<ChangeMessage> messages)
            throws SQLException {
        Map<String, Set<Long>> entities = messages.stream()
                .collect(groupingBy(ChangeMessage::recordType, mapping(ChangeMessage::entity, toSet())));
        Map<Long, ChangeMessage.Golden> golden = new HashMap<>();
        for (Map.Entry<String, Set<Long>> some : entities.entrySet()) {
            RecordType type = RecordTypes.named(some.getKey()).orElseThrow();
            try (PreparedStatement query = connection.prepareStatement("select g.id, to_jsonb(g), "
                    + Restricted.concerns(type, "g") + " from fostering." + type.name() + " g where g.id = any(?)")) {
                query.setArray(
                        1, connection.createArrayOf("bigint", some.getValue().toArray()));
                try (ResultSet rows = query.executeQuery()) {
                    while (rows.next()) {
                        golden.put(rows.getLong(1), new ChangeMessage.Golden(rows.getString(2), rows.getBoolean(3)));
                    }
                }
            }
        }
        return golden;
    }

    /** The log of everything gives no receipts; for the others the row stays until there is one. */
    private static void settle(Connection connection, String target, List<OutgoingChange> changes) throws SQLException {
        if (changes.isEmpty()) {
            return;
        }
        Object[] ids = changes.stream().map(OutgoingChange::change).toArray();
        try (PreparedStatement statement = connection.prepareStatement(
                target.equals(Targets.KAFKA)
                        ? "delete from hub.outgoing where target = ? and change_id = any(?)"
                        : "update hub.outgoing set handed_on_at = now()"
                                + " where target = ? and change_id = any(?)")) {
            statement.setString(1, target);
            statement.setArray(2, connection.createArrayOf("bigint", ids));
            statement.executeUpdate();
        }
    }

    private static void forget(Connection connection, String target, List<Long> changes) throws SQLException {
        if (changes.isEmpty()) {
            return;
        }
        try (PreparedStatement delete =
                connection.prepareStatement("delete from hub.outgoing where target = ? and change_id = any(?)")) {
            delete.setString(1, target);
            delete.setArray(2, connection.createArrayOf("bigint", changes.toArray()));
            delete.executeUpdate();
        }
    }
}
