package uk.fosteringhub.core.lookup;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import uk.fosteringhub.core.runs.Books;
import uk.fosteringhub.core.runs.Verdict;
import uk.fosteringhub.core.store.Database;

/** How single feeds went in their last runs. */
public final class FeedNights {
    private final Database database;

    public FeedNights(Database database) {
        this.database = database;
    }

    /**
     * One run of a feed.
     *
     * @param verdict empty while it runs
     */
    public record Night(
            long run,
            Instant startedAt,
            String trigger,
            Optional<Verdict> verdict,
            int deliveries,
            Books books,
            List<String> reasons) {}

    /** The newest first. */
    public List<Night> of(String feed, int most) {
        return database.inTransaction(connection -> {
            try (PreparedStatement query = connection.prepareStatement("""
                    select f.run_id, f.started_at, r.trigger, f.verdict, count(d.id),
                        coalesce(sum(d.received), 0), coalesce(sum(d.added), 0), coalesce(sum(d.changed), 0),
                        coalesce(sum(d.unchanged), 0), coalesce(sum(d.failed), 0), coalesce(sum(d.held), 0),
                        coalesce(sum(d.ended), 0), f.reasons
                    from (select * from hub.feed_run where feed = ? order by run_id desc limit ?) f
                    join hub.run r on r.id = f.run_id
                    left join hub.delivery d on d.run_id = f.run_id and d.feed = f.feed
                    group by f.run_id, f.started_at, r.trigger, f.verdict, f.reasons order by f.run_id desc""")) {
                query.setString(1, feed);
                query.setInt(2, most);
                List<Night> nights = new ArrayList<>();
                try (ResultSet rows = query.executeQuery()) {
                    while (rows.next()) {
                        nights.add(night(rows));
                    }
                }
                return nights;
            }
        });
    }

    private static Night night(ResultSet row) throws SQLException {
        return new Night(
                row.getLong(1),
                row.getTimestamp(2).toInstant(),
                row.getString(3),
                Optional.ofNullable(row.getString(4)).map(Verdict::valueOf),
                row.getInt(5),
                new Books(
                        row.getLong(6),
                        row.getLong(7),
                        row.getLong(8),
                        row.getLong(9),
                        row.getLong(10),
                        row.getLong(11),
                        row.getLong(12)),
                List.of((String[]) row.getArray(13).getArray()));
    }

    /** The verdict of each feed's newest judged run. */
    public Map<String, Verdict> newest() {
        return database.inTransaction(connection -> {
            try (PreparedStatement query = connection.prepareStatement("""
                    select distinct on (feed) feed, verdict from hub.feed_run
                    where verdict is not null order by feed, run_id desc""");
                    ResultSet rows = query.executeQuery()) {
                Map<String, Verdict> verdicts = new TreeMap<>();
                while (rows.next()) {
                    verdicts.put(rows.getString(1), Verdict.valueOf(rows.getString(2)));
                }
                return verdicts;
            }
        });
    }
}
