package uk.fosteringhub.core.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Statements that go to the server together, each seeing what the ones before it did. For the few records of a live batch the
 * way to the server and back costs more than most statements themselves.
 */
public final class Together {
    private final Connection connection;
    private final List<String> statements = new ArrayList<>();
    private final List<Object> values = new ArrayList<>();

    public Together(Connection connection) {
        this.connection = connection;
    }

    /** Reads rows. */
    @FunctionalInterface
    public interface Reader<T> {
        T read(ResultSet rows) throws SQLException;
    }

    /**
     * @param statement a single one
     * @param parameters its own, in their order; none of them null
     */
    public Together add(String statement, Object... parameters) {
        statements.add(statement);
        values.addAll(List.of(parameters));
        return this;
    }

    public boolean isEmpty() {
        return statements.isEmpty();
    }

    /** Carries out all of them, of which there may be none. */
    public void execute() throws SQLException {
        if (isEmpty()) {
            return;
        }
        try (PreparedStatement all = prepared()) {
            all.execute();
        }
    }

    /** Carries out all of them; gives how many rows the last wrote. */
    public int update() throws SQLException {
        try (PreparedStatement all = prepared()) {
            toTheLast(all);
            return all.getUpdateCount();
        }
    }

    /** Carries out all of them, and reads the rows of the last. */
    public <T> T query(Reader<T> reader) throws SQLException {
        try (PreparedStatement all = prepared()) {
            toTheLast(all);
            try (ResultSet rows = all.getResultSet()) {
                return reader.read(rows);
            }
        }
    }

    private void toTheLast(PreparedStatement all) throws SQLException {
        all.execute();
        for (int passed = 1; passed < statements.size(); passed++) {
            all.getMoreResults();
        }
    }

    private PreparedStatement prepared() throws SQLException {
        PreparedStatement all = connection.prepareStatement(String.join("; ", statements));
        for (int i = 0; i < values.size(); i++) {
            all.setObject(i + 1, values.get(i));
        }
        return all;
    }
}
