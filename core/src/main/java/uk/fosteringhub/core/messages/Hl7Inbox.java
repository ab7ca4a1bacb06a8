package uk.fosteringhub.core.messages;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;
import uk.fosteringhub.core.encryption.Sealer;
import uk.fosteringhub.core.store.Database;

/** HL7 messages between their arrival, at any hour, and the run that takes them. */
public final class Hl7Inbox {
    /** What its bodies are encrypted as. */
    public static final String BODY = "hub.hl7_message.body";

    private final Database database;
    private final Sealer sealer;

    public Hl7Inbox(Database database, Sealer sealer) {
        this.database = database;
        this.sealer = sealer;
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
        database.inTransaction(connection -> {
            try (PreparedStatement update = connection.prepareStatement(
                    "update hub.hl7_message set taken = true, body = '' where id = any(?)")) {
                update.setArray(
                        1,
                        connection.createArrayOf(
                                "bigint", messages.stream().map(Waiting::id).toArray()));
                return update.executeUpdate();
            }
        });
    }
}
