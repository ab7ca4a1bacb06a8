package uk.fosteringhub.core.watch;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import uk.fosteringhub.core.settings.FeedSettings;

/** The feeds from which something can be expected: in use, and not paused. */
final class FeedsInUse {
    private final List<FeedSettings> feeds;

    FeedsInUse(List<FeedSettings> feeds) {
        this.feeds = feeds.stream().filter(feed -> feed.location().isPresent()).toList();
    }

    List<FeedSettings> now(Connection connection) throws SQLException {
        Set<String> paused = new HashSet<>();
        try (Statement query = connection.createStatement();
                ResultSet rows = query.executeQuery("select feed from hub.feed_pause")) {
            while (rows.next()) {
                paused.add(rows.getString(1));
            }
        }
        return feeds.stream().filter(feed -> !paused.contains(feed.name())).toList();
    }
}
