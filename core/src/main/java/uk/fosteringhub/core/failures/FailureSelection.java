package uk.fosteringhub.core.failures;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.List;
import uk.fosteringhub.core.store.Database;

/** All failures that a query finds, as a set that no longer changes. */
public final class FailureSelection {
    private final Connection connection;
    private final Payloads payloads;
    private final ZoneId zone;

    public FailureSelection(Connection connection, Payloads payloads, ZoneId zone) {
        this.connection = connection;
        this.payloads = payloads;
        this.zone = zone;
    }

    /**
     * Makes them the members of a replay, the oldest first.
     *
     * @return how many
     */
    public int freeze(FailureQuery query, long replay) throws SQLException {
        QuerySql condition = QuerySql.of(query, payloads, zone);
        boolean narrow = QuerySql.narrow(query);
        Candidates candidates = narrow ? new Candidates(List.of(), false) : Candidates.of(connection, query);
        String groups = narrow ? "" : "f.group_id = any(?) and f.state = any(?) and ";
        try (PreparedStatement insert = connection.prepareStatement(
                "insert into hub.replay_item (replay_id, number, failure_id, failure_version)"
                        + " select ?, row_number() over (order by f.id), f.id, f.version from hub.failure f where "
                        + groups
                        + condition.condition())) {
            int at = 1;
            insert.setLong(at++, replay);
            if (!narrow) {
                insert.setArray(at++, connection.createArrayOf("int", candidates.groupIds()));
                insert.setArray(at++, connection.createArrayOf("text", candidates.states()));
            }
            condition.fill(connection, insert, at);
            return insert.executeUpdate();
        }
    }

    /** Work in a transaction that may be refused, and is rolled back then. */
    @FunctionalInterface
    public interface Act<T> {
        T on(Connection connection) throws SQLException, FailureRefused;
    }

    public static <T> T act(Database database, Act<T> act) throws FailureRefused {
        return FailureDesk.act(database, act::on);
    }
}
