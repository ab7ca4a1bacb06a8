package uk.fosteringhub.core.failures;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import uk.fosteringhub.core.store.Database;

/** How many failures there are of each group and state, without counting them: {@code hub.failure_tally}. */
public final class FailureCounts {
    /** Fewer are read at once. */
    private static final int FEW = 500;

    private final Database database;

    public FailureCounts(Database database) {
        this.database = database;
    }

    /** What failures have in common. */
    public record Group(int id, String feed, String step, String kind, String rule, String column, String field) {}

    /** @param count never 0 */
    public record Count(Group group, FailureState state, long count) {}

    public List<Count> read() {
        return database.inTransaction(FailureCounts::read);
    }

    /** The same in the caller's transaction. */
    public static List<Count> read(Connection connection) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("""
                        select g.id, g.feed, g.step, g.kind, g.rule, g.column_name, g.field, t.state, t.count
                        from (select group_id, state, sum(change)::bigint as count from hub.failure_tally
                            group by 1, 2 having sum(change) <> 0) t
                        join hub.failure_group g on g.id = t.group_id order by g.id, t.state""");
                ResultSet rows = query.executeQuery()) {
            List<Count> counts = new ArrayList<>();
            while (rows.next()) {
                counts.add(new Count(
                        new Group(
                                rows.getInt(1),
                                rows.getString(2),
                                rows.getString(3),
                                rows.getString(4),
                                rows.getString(5),
                                rows.getString(6),
                                rows.getString(7)),
                        FailureState.of(rows.getString(8)),
                        rows.getLong(9)));
            }
            return counts;
        }
    }

    /** Makes one addition of many, so that reading them stays quick. The sums do not change. */
    public void drawTogether() {
        database.inTransaction(connection -> {
            try (PreparedStatement update = connection.prepareStatement("""
                    with gone as (
                        delete from hub.failure_tally where (select count(*) from hub.failure_tally) > ?
                        returning group_id, state, change)
                    insert into hub.failure_tally (group_id, state, change)
                    select group_id, state, sum(change) from gone group by 1, 2 having sum(change) <> 0""")) {
                update.setInt(1, FEW);
                return update.executeUpdate();
            }
        });
    }
}
