package uk.fosteringhub.core.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** How statements of a chunk find rows. */
public final class ByKey {
    /** What {@link #only} does, for statements that go to the server together with others. */
    public static final String SETTINGS = "set local enable_hashjoin = off; set local enable_mergejoin = off;"
            + " set local enable_seqscan = off; set local jit = off";

    /**
     * The same for statements that are alike each time: their plans are kept, since making them anew costs more than
     * carrying them out.
     */
    public static final String SETTINGS_AND_PLANS = SETTINGS + "; set local plan_cache_mode = force_generic_plan";

    private ByKey() {}

    /**
     * For the rest of the transaction, rows are looked up by their keys. The planner knows nothing of the keys at hand (they
     * are in arrays and temporary tables), and a wrong guess would read a table of millions for a chunk of a thousand.
     */
    public static void only(Connection connection) throws SQLException {
        execute(connection, SETTINGS);
    }

    /** The same for transactions that are alike each time, and small: {@link #SETTINGS_AND_PLANS}. */
    public static void alike(Connection connection) throws SQLException {
        execute(connection, SETTINGS_AND_PLANS);
    }

    private static void execute(Connection connection, String settings) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(settings);
        }
    }

    /**
     * The rows of the first that has any of several statements that went to the server together, such as settings and a
     * query.
     *
     * @param rows what carrying them out said: whether the very first has rows
     */
    public static ResultSet firstRows(Statement executed, boolean rows) throws SQLException {
        boolean found = rows;
        while (!found) {
            found = executed.getMoreResults();
        }
        return executed.getResultSet();
    }
}
