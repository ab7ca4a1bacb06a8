package uk.fosteringhub.core.watch;

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
import uk.fosteringhub.core.audit.AuditEntry;
import uk.fosteringhub.core.audit.AuditLog;
import uk.fosteringhub.core.store.Database;

/** What is and was the matter, and what people do about it. */
public final class Incidents {
    private final Database database;
    private final AuditLog audit;
    private final Telling telling;

    /** @param telling hears of incidents that a person closes */
    public Incidents(Database database, AuditLog audit, Telling telling) {
        this.database = database;
        this.audit = audit;
        this.telling = telling;
    }

    /** Which incidents are asked for. */
    public enum Asked {
        OPEN,
        CLOSED,
        ALL
    }

    /**
     * The newest first.
     *
     * @param before only those with a lower number; 0: from the newest
     */
    public List<Incident> of(Asked asked, long before, int limit) {
        return database.inTransaction(connection -> {
            try (PreparedStatement query = connection.prepareStatement("select " + IncidentRows.COLUMNS + """
                     from hub.incident where (? = 0 or id < ?)
                        and (? = 'ALL' or (closed_at is null) = (? = 'OPEN'))
                    order by id desc limit ?""")) {
                query.setLong(1, before);
                query.setLong(2, before);
                query.setString(3, asked.name());
                query.setString(4, asked.name());
                query.setInt(5, limit);
                return IncidentRows.read(query);
            }
        });
    }

    /** Those that are open about one subject, the newest first. */
    public List<Incident> openAbout(String subject) {
        return database.inTransaction(connection -> {
            try (PreparedStatement query = connection.prepareStatement("select " + IncidentRows.COLUMNS
                    + " from hub.incident where subject = ? and closed_at is null order by id desc")) {
                query.setString(1, subject);
                return IncidentRows.read(query);
            }
        });
    }

    /**
     * An alert that tells of an incident.
     *
     * @param step {@code opened}, {@code escalated} or {@code closed}
     * @param problem why it could not be sent at the last attempt; may be empty
     */
    public record Told(String step, String channel, Instant madeAt, Optional<Instant> sentAt, String problem) {}

    /** The alerts that tell of one incident, the oldest first. */
    public List<Told> told(long id) {
        return database.inTransaction(connection -> {
            try (PreparedStatement query = connection.prepareStatement("""
                    select i.step, i.channel, a.made_at, a.sent_at, a.problem from hub.alert_incident i
                    join hub.alert a on a.id = i.alert_id where i.incident_id = ? order by a.id""")) {
                query.setLong(1, id);
                List<Told> told = new ArrayList<>();
                try (ResultSet rows = query.executeQuery()) {
                    while (rows.next()) {
                        told.add(new Told(
                                rows.getString(1),
                                rows.getString(2),
                                rows.getTimestamp(3).toInstant(),
                                Optional.ofNullable(rows.getTimestamp(4)).map(Timestamp::toInstant),
                                rows.getString(5)));
                    }
                }
                return told;
            }
        });
    }

    public Optional<Incident> one(long id) {
        return database.inTransaction(connection -> one(connection, id));
    }

    /**
     * A person takes it on: it is not escalated by time any more. Whoever does so later takes it over.
     *
     * @param note what is being done; may be empty; no personal data
     * @return empty if there is no open incident of this number
     */
    public Optional<Incident> acknowledge(long id, String actor, String note) {
        return act(
                id,
                "update hub.incident set acknowledged_at = now(), acknowledged_by = ?, note = ?"
                        + " where id = ? and closed_at is null",
                actor,
                note,
                "incident-acknowledged",
                Telling.NOBODY);
    }

    /**
     * A person closes it. The same thing is not opened again while it lasts; something else of its kind is.
     *
     * @param reason must not be empty; no personal data
     * @return empty if there is no open incident of this number
     */
    public Optional<Incident> close(long id, String actor, String reason) {
        return act(
                id,
                "update hub.incident set closed_at = now(), closed_by = ?, close_reason = ?, lingers = true"
                        + " where id = ? and closed_at is null",
                actor,
                reason,
                "incident-closed",
                telling);
    }

    private Optional<Incident> act(long id, String sql, String actor, String words, String action, Telling hears) {
        return database.inTransaction(connection -> {
            try (PreparedStatement update = connection.prepareStatement(sql)) {
                update.setString(1, actor);
                update.setString(2, words);
                update.setLong(3, id);
                if (update.executeUpdate() == 0) {
                    return Optional.empty();
                }
            }
            Incident incident = one(connection, id).orElseThrow();
            hears.tell(connection, List.of(new Telling.Step(Telling.What.CLOSED, incident)));
            audit.write(
                    connection,
                    new AuditEntry(
                            actor,
                            action,
                            "incident " + id,
                            Optional.empty(),
                            words,
                            Map.of("kind", incident.kind().word(), "about", incident.subject())));
            return Optional.of(incident);
        });
    }

    private static Optional<Incident> one(Connection connection, long id) throws SQLException {
        try (PreparedStatement query =
                connection.prepareStatement("select " + IncidentRows.COLUMNS + " from hub.incident where id = ?")) {
            query.setLong(1, id);
            return IncidentRows.read(query).stream().findFirst();
        }
    }
}
