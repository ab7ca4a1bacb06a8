package uk.fosteringhub.core.watch;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import uk.fosteringhub.core.settings.FeedSettings;

/** Feeds whose file names number themselves, with a number left out among the last deliveries. */
final class SequenceGaps implements Watch {
    /** So far back a gap is looked for. */
    private static final int DELIVERIES = 400;

    private final FeedsInUse feeds;
    private final Map<String, NumberedName> names = new HashMap<>();

    SequenceGaps(FeedsInUse feeds, Map<String, String> sequences) {
        this.feeds = feeds;
        sequences.forEach((feed, form) -> names.put(feed, new NumberedName(form)));
    }

    @Override
    public List<Finding> look(Connection connection, Instant now) throws SQLException {
        List<Finding> findings = new ArrayList<>();
        for (FeedSettings feed : feeds.now(connection)) {
            if (names.containsKey(feed.name())) {
                List<String> missing =
                        numbers(connection, feed.name(), names.get(feed.name())).missing();
                if (!missing.isEmpty()) {
                    findings.add(finding(feed, missing));
                }
            }
        }
        return findings;
    }

    private static Finding finding(FeedSettings feed, List<String> missing) {
        return new Finding(
                IncidentKind.SEQUENCE_GAP,
                Subject.feed(feed.name()),
                feed.name() + " numbers its files, and never came: " + Numbers.told(missing) + ".",
                "Ask the owner of " + feed.system() + " to send what is missing; deltas that were left out are lost"
                        + " otherwise. Close this with the reason if there is nothing to send.",
                false,
                String.join(", ", missing));
    }

    /** A delivery that was refused has come all the same: that is told by itself. */
    private static Numbers numbers(Connection connection, String feed, NumberedName form) throws SQLException {
        Numbers numbers = new Numbers();
        try (PreparedStatement query = connection.prepareStatement("""
                select name from (select id, name from hub.delivery where feed = ? order by id desc limit ?) newest
                order by id""")) {
            query.setString(1, feed);
            query.setInt(2, DELIVERIES);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    form.number(rows.getString(1)).ifPresent(numbers::add);
                }
            }
        }
        return numbers;
    }
}
