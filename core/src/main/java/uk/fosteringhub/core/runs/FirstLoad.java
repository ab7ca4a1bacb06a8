package uk.fosteringhub.core.runs;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/** What a person should know of a feed whose first load has begun and is not through. */
final class FirstLoad {
    private static final String GOES_ON =
            "the first load is not through, so what has come goes to no other system: all that"
                    + " comes until everything that is there has been taken once is the state to start from";

    private FirstLoad() {}

    static Optional<String> note(Connection connection, long run, String feed) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("""
                select 1 from hub.delivery d join hub.feed f on f.name = d.feed
                where d.run_id = ? and d.feed = ? and d.baseline and d.state in ('accepted', 'accepted_with_errors')
                    and f.baseline_ended_at is null limit 1""")) {
            query.setLong(1, run);
            query.setString(2, feed);
            try (ResultSet row = query.executeQuery()) {
                return row.next() ? Optional.of(GOES_ON) : Optional.empty();
            }
        }
    }
}
