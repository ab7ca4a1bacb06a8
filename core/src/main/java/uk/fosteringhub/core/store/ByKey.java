package uk.fosteringhub.core.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** How statements of a chunk find rows. */
public final class ByKey {
    private static final List<String> EACH = List.of(
            "set local enable_hashjoin = off",
            "set local enable_mergejoin = off",
            "set local enable_seqscan = off",
            "set local jit = off");

    /** What {@link #only} does, for statements that go to the server together with others. */
    public static final String SETTINGS = String.join("; ", EACH);

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

    /**
     * The same for transactions that are alike each time, and small: their statements' plans are kept, since making them anew
     * costs more than carrying them out.
     *
     * @return to be followed by the first statements of the transaction
     */
    public static Together alike(Connection connection) {
        Together together = new Together(connection);
        EACH.forEach(together::add);
        return together.add("set local plan_cache_mode = force_generic_plan");
    }
}
