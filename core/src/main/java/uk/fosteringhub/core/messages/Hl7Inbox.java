package uk.fosteringhub.core.messages;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import uk.fosteringhub.core.encryption.SealBroken;
import uk.fosteringhub.core.encryption.Sealer;
import uk.fosteringhub.core.failures.FailedRecord;
import uk.fosteringhub.core.failures.FailureLog;
import uk.fosteringhub.core.failures.Payloads;
import uk.fosteringhub.core.mapping.MappingProblem;
import uk.fosteringhub.core.store.Database;

/** HL7 messages between their arrival, at any hour, and the run that takes them. */
public final class Hl7Inbox {
    /** What its bodies are encrypted as. */
    public static final String BODY = "hub.hl7_message.body";

    private final Database database;
    private final Sealer sealer;
    private final Payloads payloads;

    public Hl7Inbox(Database database, Sealer sealer, Payloads payloads) {
        this.database = database;
        this.sealer = sealer;
        this.payloads = payloads;
    }

    /** A message that waits to be taken. */
    public record Waiting(long id, String body) {}

    /**
     * Keeps a message; once this returns it survives a crash.
     *
     * @param sender application and facility (MSH-3 and MSH-4)
     * @param controlId MSH-10
     * @return false if this sender's message of this control id was kept before, and nothing was done
     */
    public boolean keep(String feed, String sender, String controlId, String body) {
        return database.inTransaction(connection -> {
            try (PreparedStatement insert = connection.prepareStatement("""
                    insert into hub.hl7_message (feed, sender, control_id, body) values (?, ?, ?, ?)
                    on conflict (feed, sender, control_id) do nothing""")) {
                insert.setString(1, feed);
                insert.setString(2, sender);
                insert.setString(3, controlId);
                insert.setString(4, sealer.seal(BODY, body));
                return insert.executeUpdate() == 1;
            }
        });
    }

    /**
     * What is damaged must not hold up what comes after it: it becomes a failure of the feed, with the reason, and waits no
     * more.
     *
     * @return how many
     */
    public int setAsideDamaged(String feed) {
        return database.inTransaction(connection -> {
            List<FailedRecord> damaged = new ArrayList<>();
            List<Long> ids = new ArrayList<>();
            try (PreparedStatement query = connection.prepareStatement(
                    "select id, body from hub.hl7_message where feed = ? and not taken order by id for update")) {
                query.setString(1, feed);
                try (ResultSet rows = query.executeQuery()) {
                    while (rows.next()) {
                        Optional<FailedRecord> broken = broken(rows.getLong(1), rows.getString(2));
                        if (broken.isPresent()) {
                            damaged.add(broken.get());
                            ids.add(rows.getLong(1));
                        }
                    }
                }
            }
            new FailureLog(connection, feed, payloads).write(0, 0, damaged);
            taken(connection, ids, "taken = true");
            return ids.size();
        });
    }

    private Optional<FailedRecord> broken(long id, String sealed) {
        try {
            sealer.open(BODY, sealed);
            return Optional.empty();
        } catch (SealBroken damaged) {
            String sentence = damaged.getMessage() + " The sender was told that it was kept: ask for message " + id
                    + " to be sent again, under another control id.";
            return Optional.of(new FailedRecord(
                    "(message " + id + ")",
                    0,
                    "read",
                    List.of(new MappingProblem(0, "", "", "damaged", sentence, "")),
                    "{}"));
        }
    }

    /** The oldest messages that wait. */
    public List<Waiting> waiting(String feed, int most) {
        return database.inTransaction(connection -> {
            try (PreparedStatement query = connection.prepareStatement(
                    "select id, body from hub.hl7_message where feed = ? and not taken order by id limit ?")) {
                query.setString(1, feed);
                query.setInt(2, most);
                List<Waiting> found = new ArrayList<>();
                try (ResultSet rows = query.executeQuery()) {
                    while (rows.next()) {
                        found.add(new Waiting(rows.getLong(1), sealer.open(BODY, rows.getString(2))));
                    }
                }
                return found;
            }
        });
    }

    /** Their delivery has been taken; the archive has them from now on. */
    public void taken(List<Waiting> messages) {
        List<Long> ids = messages.stream().map(Waiting::id).toList();
        database.inTransaction(connection -> taken(connection, ids, "taken = true, body = ''"));
    }

    private static int taken(Connection connection, List<Long> ids, String change) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement("update hub.hl7_message set " + change + " where id = any(?)")) {
            update.setArray(1, connection.createArrayOf("bigint", ids.toArray()));
            return update.executeUpdate();
        }
    }
}
