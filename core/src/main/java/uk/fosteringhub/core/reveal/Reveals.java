package uk.fosteringhub.core.reveal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import uk.fosteringhub.core.access.Role;
import uk.fosteringhub.core.audit.AuditEntry;
import uk.fosteringhub.core.audit.AuditLog;
import uk.fosteringhub.core.store.Database;

/** Masked values shown to a person for a while, for a reason that stands in the audit. */
public final class Reveals {
    /** In the audit. */
    public static final String ACTION = "revealed";

    public static final int SHORTEST_REASON = 10;
    public static final int LONGEST_REASON = 500;

    private final Database database;
    private final AuditLog audit;
    private final Restriction restriction;
    private final RevealRules rules;
    private final Clock clock;

    public Reveals(Database database, Restriction restriction, RevealRules rules, Clock clock) {
        this.database = database;
        this.audit = new AuditLog(database);
        this.restriction = restriction;
        this.rules = rules;
        this.clock = clock;
    }

    /**
     * Shows a subject's values to a person for a while. The reason and the grant are one commit.
     *
     * @param reason in the person's words, 10 to 500 characters, without anybody's data
     * @return until when
     * @throws NotRevealed if the person's roles do not allow it, there is no such subject, or the reason is none
     */
    public Instant grant(String user, Set<Role> roles, Subject subject, String reason) throws NotRevealed {
        String why = reason.strip();
        if (!rules.mayReveal(roles)) {
            throw new NotRevealed(
                    "Your role does not include seeing personal data. Ask an administrator for another role"
                            + " if your work needs it.");
        }
        if (why.length() < SHORTEST_REASON || why.length() > LONGEST_REASON) {
            throw new NotRevealed("Say why you need to see this, in " + SHORTEST_REASON + " to " + LONGEST_REASON
                    + " characters. Governance reads it; do not name anybody in it.");
        }
        Restriction.About about = restriction
                .about(subject)
                .filter(found -> !found.restricted() || rules.seesRestricted(roles))
                .orElseThrow(() -> new NotRevealed("There is no " + subject + " that you may see."));
        Instant until = clock.instant().plus(rules.lasts());
        database.inTransaction(connection -> {
            insert(connection, user, subject, why, until);
            audit.write(
                    connection,
                    new AuditEntry(
                            user, ACTION, subject.toString(), about.entity(), why, Map.of("until", until.toString())));
            return null;
        });
        return until;
    }

    /** Until when a subject's values are shown to a person; empty if they are masked. */
    public Optional<Instant> until(String user, Subject subject) {
        return database.inTransaction(connection -> {
            try (PreparedStatement query = connection.prepareStatement("""
                    select max(expires_at) from hub.reveal
                    where user_name = ? and subject_kind = ? and subject_id = ? and expires_at > ?""")) {
                query.setString(1, user);
                query.setString(2, subject.kind().word());
                query.setLong(3, subject.id());
                query.setTimestamp(4, Timestamp.from(clock.instant()));
                try (ResultSet row = query.executeQuery()) {
                    row.next();
                    return Optional.ofNullable(row.getTimestamp(1)).map(Timestamp::toInstant);
                }
            }
        });
    }

    public boolean active(String user, Subject subject) {
        return until(user, subject).isPresent();
    }

    private static void insert(Connection connection, String user, Subject subject, String reason, Instant until)
            throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("""
                insert into hub.reveal (user_name, subject_kind, subject_id, reason, expires_at)
                values (?, ?, ?, ?, ?)""")) {
            insert.setString(1, user);
            insert.setString(2, subject.kind().word());
            insert.setLong(3, subject.id());
            insert.setString(4, reason.replace('\0', ' '));
            insert.setTimestamp(5, Timestamp.from(until));
            insert.executeUpdate();
        }
    }
}
