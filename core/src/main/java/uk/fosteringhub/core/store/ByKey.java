package uk.fosteringhub.core.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** How statements of a chunk find rows. */
public final class ByKey {
    /** What {@link #only} does, for statements that go to the server together with others. */
    public static final String SETTINGS = "set local enable_hashjoin = off; set local enable_mergejoin = off;"
            + " set local enable_seqscan = off; set local jit = off";

    private ByKey() {}

    /**
     * For the rest of the transaction, rows are looked up by their keys. The planner knows nothing of the keys at hand (they
     * are in arrays and temporary tables), and a wrong guess would read a table of millions for a chunk of a thousand.
     */
    public static void only(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(SETTINGS);
        }
    }
}
