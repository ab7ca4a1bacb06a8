package uk.fosteringhub.core.checks;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;

/** When requests reached those who answer them, by the receipts of their delivery. */
final class RequestReceipts {
    private RequestReceipts() {}

    /** By the check's hub id, the London day of the first handing over, of checks not yet known to be sent. */
    static Map<Long, LocalDate> handedOver(Connection connection) throws SQLException {
        Map<Long, LocalDate> days = new HashMap<>();
        try (PreparedStatement query = connection.prepareStatement("""
                select r.entity_id, min(r.handed_at at time zone 'Europe/London')::date
                from hub.receipt r join fostering.check c on c.id = r.entity_id
                where r.record_type = 'check' and r.target in ('dbs', 'medical') and r.state in ('sent', 'delivered')
                    and c.sent_on is null and c.ended_at is null
                group by r.entity_id""");
                ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
                days.put(rows.getLong(1), rows.getDate(2).toLocalDate());
            }
        }
        return days;
    }
}
