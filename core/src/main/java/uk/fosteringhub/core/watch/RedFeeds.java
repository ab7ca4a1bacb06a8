package uk.fosteringhub.core.watch;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import uk.fosteringhub.core.settings.FeedSettings;

/** Feeds whose newest run could not read them to their end, refused a delivery, or has books that do not balance. */
final class RedFeeds implements Watch {
    private final FeedsInUse feeds;

    RedFeeds(FeedsInUse feeds) {
        this.feeds = feeds;
    }

    @Override
    public List<Finding> look(Connection connection, Instant now) throws SQLException {
        List<Finding> findings = new ArrayList<>();
        for (FeedSettings feed : feeds.now(connection)) {
            look(connection, feed, findings);
        }
        return findings;
    }

    private static void look(Connection connection, FeedSettings feed, List<Finding> findings) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("""
                select f.run_id, f.state = 'stopped', f.reasons[1],
                    count(*) filter (where d.state = 'rejected'),
                    coalesce(sum(d.received - d.added - d.changed - d.unchanged - d.failed - d.held), 0) <> 0
                from (select f.* from hub.feed_run f join hub.run r on r.id = f.run_id
                    where f.feed = ? and r.state = 'finished' order by f.run_id desc limit 1) f
                left join hub.delivery d on d.run_id = f.run_id and d.feed = f.feed
                group by 1, 2, 3""")) {
            query.setString(1, feed.name());
            try (ResultSet row = query.executeQuery()) {
                if (row.next()) {
                    judge(feed, row, findings);
                }
            }
        }
    }

    private static void judge(FeedSettings feed, ResultSet row, List<Finding> findings) throws SQLException {
        long run = row.getLong(1);
        String what;
        String remedy;
        if (row.getBoolean(2)) {
            what = " was stopped in run " + run + ": " + row.getString(3);
            remedy = "See that " + feed.system() + " can be reached (test the connection), then run the feed again. The"
                    + " next scheduled run tries it too.";
        } else if (row.getLong(4) > 0) {
            what = ": " + (row.getLong(4) == 1 ? "a delivery was" : row.getLong(4) + " deliveries were")
                    + " refused whole in run " + run + ". Nothing of it was applied.";
            remedy = "The acknowledgement in the source's ack folder says why. Ask the owner of " + feed.system()
                    + " for a whole delivery.";
        } else if (row.getBoolean(5)) {
            what = ": the books of run " + run + " do not balance.";
            remedy = "Keep the delivery and the log, and tell whoever maintains the hub: rows are unaccounted for.";
        } else {
            return;
        }
        findings.add(new Finding(
                IncidentKind.RED_FEED, Subject.feed(feed.name()), feed.name() + what, remedy, false, "run " + run));
    }
}
