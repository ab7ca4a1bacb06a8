package uk.fosteringhub.core.lookup;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import uk.fosteringhub.core.store.Database;

/** The runs, the newest first. */
public final class RunList {
    private final Database database;

    public RunList(Database database) {
        this.database = database;
    }

    /**
     * A run in short.
     *
     * @param state {@code running} or {@code finished}
     * @param verdict once it is finished
     */
    public record Listed(
            long run,
            String trigger,
            String state,
            Optional<String> verdict,
            Instant startedAt,
            Optional<Instant> finishedAt) {}

    /** Empty if there is none of this number. */
    public Optional<Listed> one(long run) {
        return of(run + 1, 1).stream().filter(listed -> listed.run() == run).findFirst();
    }

    /** @param before only runs with a lower number; 0: from the newest */
    public List<Listed> of(long before, int limit) {
        return database.inTransaction(connection -> {
            try (PreparedStatement query = connection.prepareStatement("""
                    select id, trigger, state, lower(verdict), started_at, finished_at from hub.run
                    where ? = 0 or id < ? order by id desc limit ?""")) {
                query.setLong(1, before);
                query.setLong(2, before);
                query.setInt(3, limit);
                List<Listed> runs = new ArrayList<>();
                try (ResultSet rows = query.executeQuery()) {
                    while (rows.next()) {
                        runs.add(new Listed(
                                rows.getLong(1),
                                rows.getString(2),
                                rows.getString(3),
                                Optional.ofNullable(rows.getString(4)),
                                rows.getTimestamp(5).toInstant(),
                                Optional.ofNullable(rows.getTimestamp(6)).map(Timestamp::toInstant)));
                    }
                }
                return runs;
            }
        });
    }
}
