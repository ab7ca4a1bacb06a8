package uk.fosteringhub.core.publish;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import uk.fosteringhub.core.records.RecordType;
import uk.fosteringhub.core.records.RecordTypes;
import uk.fosteringhub.core.store.Database;
import uk.fosteringhub.core.store.Restricted;

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
                    forget(connection, target, changes);
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

    /** How many changes wait for a target. */
    public long waiting(String target) {
        return database.inTransaction(connection -> {
            try (PreparedStatement query =
                    connection.prepareStatement("select count(*) from hub.outgoing where target = ?")) {
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
        List<ChangeMessage> messages = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement(ChangeMessage.OLDEST)) {
            query.setString(1, target);
            query.setInt(2, most);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    messages.add(ChangeMessage.of(rows));
                }
            }
        }
        Set<Long> restricted = restricted(connection, messages);
        return messages.stream()
                .map(message -> message.outgoing(restricted.contains(message.entity())))
                .toList();
    }

    /** Hub ids are unique over all record types. */
    private static Set<Long> restricted(Connection connection, List<ChangeMessage> messages) throws SQLException {
        Map<String, Set<Long>> entities = messages.stream()
                .collect(groupingBy(ChangeMessage::recordType, mapping(ChangeMessage::entity, toSet())));
        Set<Long> restricted = new HashSet<>();
        for (Map.Entry<String, Set<Long>> some : entities.entrySet()) {
            RecordType type = RecordTypes.named(some.getKey()).orElseThrow();
            try (PreparedStatement query = connection.prepareStatement("select g.id from fostering." + type.name()
                    + " g where g.id = any(?) and " + Restricted.concerns(type, "g"))) {
                query.setArray(
                        1, connection.createArrayOf("bigint", some.getValue().toArray()));
                try (ResultSet rows = query.executeQuery()) {
                    while (rows.next()) {
                        restricted.add(rows.getLong(1));
                    }
                }
            }
        }
        return restricted;
    }

    private static void forget(Connection connection, String target, List<OutgoingChange> changes) throws SQLException {
        Object[] ids = changes.stream().map(OutgoingChange::change).toArray();
        try (PreparedStatement delete =
                connection.prepareStatement("delete from hub.outgoing where target = ? and change_id = any(?)")) {
            delete.setString(1, target);
            delete.setArray(2, connection.createArrayOf("bigint", ids));
            delete.executeUpdate();
        }
    }
}
