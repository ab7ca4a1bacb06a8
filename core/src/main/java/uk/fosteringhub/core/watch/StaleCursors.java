package uk.fosteringhub.core.watch;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import uk.fosteringhub.core.settings.FeedSettings;
import uk.fosteringhub.core.settings.FeedWay;

/** Pulls that go well and yet find nothing newer for a long time: the source may serve an old copy. */
final class StaleCursors implements Watch {
    private final FeedsInUse feeds;
    private final Duration longest;
    private final Times times;

    StaleCursors(FeedsInUse feeds, Duration longest, Times times) {
        this.feeds = feeds;
        this.longest = longest;
        this.times = times;
    }

    @Override
    public List<Finding> look(Connection connection, Instant now) throws SQLException {
        List<Finding> findings = new ArrayList<>();
        for (FeedSettings feed : feeds.now(connection)) {
            if (feed.way() == FeedWay.JSON_PULL) {
                newest(connection, feed.name())
                        .filter(newest -> Duration.between(newest, now).compareTo(longest) > 0)
                        .map(newest -> finding(feed, newest))
                        .ifPresent(findings::add);
            }
        }
        return findings;
    }

    private Finding finding(FeedSettings feed, Instant newest) {
        return new Finding(
                IncidentKind.STALE_CURSOR,
                Subject.feed(feed.name()),
                feed.name() + " is pulled, and has found nothing newer than " + times.at(newest) + ".",
                "Ask the owner of " + feed.system() + " whether records have changed since. If they have, its interface"
                        + " serves an old copy.",
                false,
                newest.toString());
    }

    /** Empty before the first pull, and for a source whose cursor is no time. */
    private static Optional<Instant> newest(Connection connection, String feed) throws SQLException {
        try (PreparedStatement query =
                connection.prepareStatement("select cursor from hub.feed_cursor where feed = ?")) {
            query.setString(1, feed);
            try (ResultSet row = query.executeQuery()) {
                return row.next() ? Optional.of(Instant.parse(row.getString(1))) : Optional.empty();
            } catch (DateTimeParseException notATime) {
                return Optional.empty();
            }
        }
    }
}
