package uk.fosteringhub.core.watch;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import uk.fosteringhub.core.settings.FeedSettings;

/** Feeds whose newest delivery had no records, though every one of the last few before had some. */
final class UnexplainedZeros implements Watch {
    private static final int BEFORE = 5;
    /** With fewer there is no telling what is usual. */
    private static final int FEWEST = 2;

    private final FeedsInUse feeds;

    UnexplainedZeros(FeedsInUse feeds) {
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
                select id, name, received from hub.delivery
                where feed = ? and run_id is not null and state in ('accepted', 'accepted_with_errors', 'duplicate')
                order by id desc limit ?""")) {
            query.setString(1, feed.name());
            query.setInt(2, BEFORE + 1);
            try (ResultSet rows = query.executeQuery()) {
                if (!rows.next() || rows.getLong(3) > 0) {
                    return;
                }
                long delivery = rows.getLong(1);
                int before = 0;
                while (rows.next()) {
                    if (rows.getLong(3) == 0) {
                        return;
                    }
                    before++;
                }
                if (before >= FEWEST) {
                    findings.add(new Finding(
                            IncidentKind.UNEXPLAINED_ZERO,
                            Subject.feed(feed.name()),
                            feed.name() + " brought no records, though the " + before + " deliveries before all did.",
                            "Ask the owner of " + feed.system()
                                    + " whether the extract ran as it should. Close this with"
                                    + " the reason if there was nothing to bring.",
                            false,
                            "delivery " + delivery));
                }
            }
        }
    }
}
