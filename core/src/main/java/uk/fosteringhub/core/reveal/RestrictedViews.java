package uk.fosteringhub.core.reveal;

import java.sql.PreparedStatement;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import uk.fosteringhub.core.audit.AuditEntry;
import uk.fosteringhub.core.audit.AuditLog;
import uk.fosteringhub.core.store.Database;

/** Notes in the audit who was shown a restricted record, masked or not: once per person, record and day. */
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
     * @param entity the record
     */
    public void note(String user, Subject subject, long entity) {
        database.inTransaction(connection -> {
            try (PreparedStatement insert = connection.prepareStatement("""
                    insert into hub.restricted_view (user_name, entity_id, day) values (?, ?, ?)
                    on conflict do nothing""")) {
                insert.setString(1, user);
                insert.setLong(2, entity);
                insert.setObject(3, LocalDate.ofInstant(clock.instant(), zone));
                if (insert.executeUpdate() == 1) {
                    audit.write(
                            connection,
                            AuditEntry.of(user, ACTION, subject.toString()).about(entity));
                }
            }
            return null;
        });
    }
}
