package uk.fosteringhub.core.lookup;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import uk.fosteringhub.core.runs.Books;
import uk.fosteringhub.core.store.Database;

/** Deliveries, with what became of their rows and how they were acknowledged. */
public final class DeliveryList {
    private static final String COLUMNS = "id, feed, name, sha256, bytes, baseline, state, received, added, changed,"
            + " unchanged, failed, held, ended, notes, received_at, finished_at";

    private final Database database;

    public DeliveryList(Database database) {
        this.database = database;
    }

    /**
     * A delivery.
     *
     * @param name of its file, or what stands for one
     * @param baseline whether it is part of the feed's first load, which is not passed on
     * @param state which is also how it was acknowledged
     * @param took empty while it is under way
     */
    public record Listed(
            long id,
            String feed,
            String name,
            String sha256,
            long bytes,
            boolean baseline,
            String state,
            Books books,
            List<String> notes,
            Instant receivedAt,
            Optional<Duration> took) {}

    /** In the order in which they came. */
    public List<Listed> ofRun(long run) {
        return database.inTransaction(connection -> {
            try (PreparedStatement query = connection.prepareStatement(
                    "select " + COLUMNS + " from hub.delivery where run_id = ? order by id")) {
                query.setLong(1, run);
                return read(query);
            }
        });
    }

    /** The newest first. */
    public List<Listed> ofFeed(String feed, int limit) {
        return database.inTransaction(connection -> {
            try (PreparedStatement query = connection.prepareStatement(
                    "select " + COLUMNS + " from hub.delivery where feed = ? order by id desc limit ?")) {
                query.setString(1, feed);
                query.setInt(2, limit);
                return read(query);
            }
        });
    }

    private static List<Listed> read(PreparedStatement query) throws SQLException {
        List<Listed> deliveries = new ArrayList<>();
        try (ResultSet row = query.executeQuery()) {
            while (row.next()) {
                Instant received = row.getTimestamp(16).toInstant();
                deliveries.add(new Listed(
                        row.getLong(1),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        row.getLong(5),
                        row.getBoolean(6),
                        row.getString(7),
                        new Books(
                                row.getLong(8),
                                row.getLong(9),
                                row.getLong(10),
                                row.getLong(11),
                                row.getLong(12),
                                row.getLong(13),
                                row.getLong(14)),
                        List.of((String[]) row.getArray(15).getArray()),
                        received,
                        Optional.ofNullable(row.getTimestamp(17))
                                .map(Timestamp::toInstant)
                                .map(finished -> Duration.between(received, finished))));
            }
        }
        return deliveries;
    }
}
