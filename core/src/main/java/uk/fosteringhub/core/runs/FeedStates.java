package uk.fosteringhub.core.runs;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import uk.fosteringhub.core.store.Database;

/** What the hub knows of each feed. */
public final class FeedStates {
    private final Database database;

    public FeedStates(Database database) {
        this.database = database;
    }

    /** @param feeds the names of the feeds asked for; the answer has one state for each, in this order */
    public List<FeedState> of(List<String> feeds) {
        return database.inTransaction(connection -> {
            List<FeedState> states = new ArrayList<>();
            try (PreparedStatement query = connection.prepareStatement("""
                    select d.received_at, d.name,
                        (select count(*) from hub.source_record r join hub.feed f on f.id = r.feed_id where f.name = asked.feed),
                        (select coalesce(sum(t.change), 0) from hub.failure_tally t join hub.failure_group g on g.id = t.group_id
                            where g.feed = asked.feed and t.state in ('open', 'held', 'retrying'))
                    from (select ?::text as feed) asked
                    left join lateral (
                        select received_at, name from hub.delivery
                        where feed = asked.feed
                            and (state in ('accepted', 'accepted_with_errors', 'duplicate') or run_id is null and state <> 'replayed')
                        order by id desc limit 1) d on true""")) {
                for (String feed : feeds) {
                    query.setString(1, feed);
                    try (ResultSet row = query.executeQuery()) {
                        row.next();
                        states.add(new FeedState(
                                feed,
                                Optional.ofNullable(row.getTimestamp(1)).map(Timestamp::toInstant),
                                Optional.ofNullable(row.getString(2)),
                                row.getLong(3),
                                row.getLong(4)));
                    }
                }
            }
            return states;
        });
    }
}
