package uk.fosteringhub.core.publish;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import uk.fosteringhub.core.store.Database;

/** Changes that wait to be handed to a target, written in the same commit as the changes themselves. */
public final class Outbox {
    private final Database database;

    public Outbox(Database database) {
        this.database = database;
    }

    /** Hands changes on. If it throws, none of them counts as handed on. */
    @FunctionalInterface
    public interface Sender {
        void send(List<OutgoingChange> changes) throws Exception;
    }

    /**
     * Hands the oldest waiting changes of a target to the sender and marks them as handed on in one transaction. One process
     * at a time does this for a target, so that a later change of an entity never overtakes an earlier one. A crash after
     * the sender and before the commit sends the same changes again, with the same numbers.
     *
     * @param target {@code kafka}, or the name of a system with a queue
     * @param most how many at once
     * @return how many were handed on; 0 when none waits or another process is at it
     * @throws Exception what the sender throws
     */
    public int handOn(String target, int most, Sender sender) throws Exception {
        try (Connection connection = database.connection()) {
            connection.setAutoCommit(false);
            try {
                List<OutgoingChange> changes = mine(connection, target) ? oldest(connection, target, most) : List.of();
                if (!changes.isEmpty()) {
                    sender.send(changes);
                    settle(connection, target, changes);
                }
                connection.commit();
                return changes.size();
            } finally {
                connection.rollback();
            }
        } catch (SQLException failed) {
            throw Database.unusable(failed);
        }
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
        try (PreparedStatement query =
                connection.prepareStatement("select pg_try_advisory_xact_lock(hashtextextended('handOn ' || ?, 0))")) {
            query.setString(1, target);
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        }
    }

    private static List<OutgoingChange> oldest(Connection connection, String target, int most) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(ChangeMessage.OLDEST)) {
            query.setString(1, target);
            query.setInt(2, most);
            List<OutgoingChange> changes = new ArrayList<>();
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    changes.add(new OutgoingChange(
                            rows.getLong(1),
                            rows.getString(2),
                            rows.getLong(3),
                            rows.getInt(4),
                            rows.getTimestamp(8).toInstant(),
                            rows.getInt(10),
                            ChangeMessage.body(rows)));
                }
            }
            return changes;
        }
    }

    /** The log of everything gives no receipts; for the others the row stays until there is one. */
    private static void settle(Connection connection, String target, List<OutgoingChange> changes) throws SQLException {
        Object[] ids = changes.stream().map(OutgoingChange::change).toArray();
        try (PreparedStatement statement = connection.prepareStatement(
                target.equals(Targets.KAFKA)
                        ? "delete from hub.outgoing where target = ? and change_id = any(?)"
                        : "update hub.outgoing set handed_on_at = now(), times = times + 1"
                                + " where target = ? and change_id = any(?)")) {
            statement.setString(1, target);
            statement.setArray(2, connection.createArrayOf("bigint", ids));
            statement.executeUpdate();
        }
    }
}
