package uk.fosteringhub.core.watch;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import uk.fosteringhub.core.settings.FeedSettings;

/**
 * Feeds whose delivery has not come within {@code expect-every}: late, and missing from twice that time on. A feed that has
 * never brought anything is expected from the first look on.
 */
final class LateFeeds implements Watch {
    private final FeedsInUse feeds;
    private final Times times;

    LateFeeds(FeedsInUse feeds, Times times) {
        this.feeds = feeds;
        this.times = times;
    }

    private record Last(Instant at, boolean ever) {}

    @Override
    public List<Finding> look(Connection connection, Instant now) throws SQLException {
        List<Finding> findings = new ArrayList<>();
        for (FeedSettings feed : feeds.now(connection)) {
            if (feed.expectEvery().isPresent()) {
                judge(feed, feed.expectEvery().get(), last(connection, feed.name()), now)
                        .ifPresent(findings::add);
            }
        }
        return findings;
    }

    private Optional<Finding> judge(FeedSettings feed, Duration every, Last last, Instant now) {
        Duration silent = Duration.between(last.at, now);
        if (silent.compareTo(every) <= 0) {
            return Optional.empty();
        }
        boolean missing = silent.compareTo(every.multipliedBy(2)) > 0;
        String since = last.ever
                ? "the last delivery came on " + times.at(last.at)
                : "nothing has ever come since the hub began to look on " + times.at(last.at);
        return Optional.of(new Finding(
                IncidentKind.LATE_FEED,
                Subject.feed(feed.name()),
                feed.name() + (missing ? " is missing: " : " is late: ") + since + ", and one is expected every "
                        + Times.lasting(every) + ".",
                "Ask the owner of " + feed.system()
                        + " whether the extract ran and where it was put. If none is to come"
                        + " for a while, pause the feed and say why.",
                missing,
                last.ever ? "since " + last.at : "never"));
    }

    private static Last last(Connection connection, String feed) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("""
                select coalesce(d.at, w.first_look_at), d.at is not null
                from (select max(received_at) as at from hub.delivery
                    where feed = ? and (state in ('accepted', 'accepted_with_errors', 'duplicate') or run_id is null and state <> 'replayed')) d,
                    hub.watch w""")) {
            query.setString(1, feed);
            try (ResultSet row = query.executeQuery()) {
                row.next();
                Timestamp at = row.getTimestamp(1);
                return new Last(at.toInstant(), row.getBoolean(2));
            }
        }
    }
}
