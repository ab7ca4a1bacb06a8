package uk.fosteringhub.core.reveal;

import java.sql.PreparedStatement;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import uk.fosteringhub.core.audit.AuditEntry;
import uk.fosteringhub.core.audit.AuditLog;
import uk.fosteringhub.core.store.Database;

/**
 * Notes in the audit who was shown a restricted record, or a failure about one, masked or not: once per person, subject and
 * day.
 */
public final class RestrictedViews {
    public static final String ACTION = "restricted-record-viewed";

    private final Database database;
    private final AuditLog audit;
    private final Clock clock;
    private final ZoneId zone;

    public RestrictedViews(Database database, Clock clock, ZoneId zone) {
        this.database = database;
        this.audit = new AuditLog(database);
        this.clock = clock;
        this.zone = zone;
    }

    /**
     * To be called before it is shown.
     *
     * @param subject what is shown: the record, or a failure that is about it
     * @param entity the record; empty for a failure whose record never came
     */
    public void note(String user, Subject subject, Optional<Long> entity) {
        database.inTransaction(connection -> {
            try (PreparedStatement insert = connection.prepareStatement("""
                    insert into hub.restricted_view (user_name, subject_kind, subject_id, day) values (?, ?, ?, ?)
                    on conflict do nothing""")) {
                insert.setString(1, user);
                insert.setString(2, subject.kind().word());
                insert.setLong(3, subject.id());
                insert.setObject(4, LocalDate.ofInstant(clock.instant(), zone));
                if (insert.executeUpdate() == 1) {
                    audit.write(connection, new AuditEntry(user, ACTION, subject.toString(), entity, "", Map.of()));
                }
            }
            return null;
        });
    }
}
