package uk.fosteringhub.core.watch;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads incidents from their table. */
final class IncidentRows {
    static final String COLUMNS = """
            id, kind, subject, sentence, remedy, opened_at, seen_at, escalated_at, acknowledged_at, acknowledged_by, note,
            closed_at, closed_by, close_reason
            """;

    private IncidentRows() {}

    static List<Incident> read(PreparedStatement query) throws SQLException {
        List<Incident> incidents = new ArrayList<>();
        try (ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
                incidents.add(read(rows));
            }
        }
        return incidents;
    }

    private static Incident read(ResultSet row) throws SQLException {
        Optional<Instant> acknowledged = instant(row, 9);
        Optional<Instant> closed = instant(row, 12);
        String by = row.getString(10);
        String note = row.getString(11);
        String closedBy = row.getString(13);
        String reason = row.getString(14);
        return new Incident(
                row.getLong(1),
                IncidentKind.of(row.getString(2)),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                row.getTimestamp(6).toInstant(),
                row.getTimestamp(7).toInstant(),
                instant(row, 8),
                acknowledged.map(at -> new Incident.Acknowledgement(at, by, note)),
                closed.map(at -> new Incident.Closing(at, closedBy, reason)));
    }

    private static Optional<Instant> instant(ResultSet row, int column) throws SQLException {
        return Optional.ofNullable(row.getTimestamp(column)).map(Timestamp::toInstant);
    }
}
