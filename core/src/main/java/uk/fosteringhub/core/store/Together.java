package uk.fosteringhub.core.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Statements that go to the server together, each seeing what the ones before it did. For the few records of a live batch the
 * way to the server and back costs more than most statements themselves.
 */
public final class Together {
    private final Connection connection;
    private final List<String> statements = new ArrayList<>();
    private final List<Optional<Reader>> readers = new ArrayList<>();
    private final List<Object> values = new ArrayList<>();

    public Together(Connection connection) {
        this.connection = connection;
    }

    /** Reads a row. */
    @FunctionalInterface
    public interface Reader {
        void read(ResultSet row) throws SQLException;
    }

    /**
     * @param statement a single one, whose rows are passed over if it has any
     * @param parameters its own, in their order; none of them null
     */
    public Together add(String statement, Object... parameters) {
        return add(statement, Optional.empty(), parameters);
    }

    /**
     * @param query a single one
     * @param reader is given each of its rows, once all statements are carried out
     * @param parameters its own, in their order; none of them null
     */
    public Together ask(String query, Reader reader, Object... parameters) {
        return add(query, Optional.of(reader), parameters);
    }

    private Together add(String statement, Optional<Reader> reader, Object... parameters) {
        statements.add(statement);
        readers.add(reader);
        values.addAll(List.of(parameters));
        return this;
    }

    /**
     * Carries out all of them, of which there may be none.
     *
     * @return how many rows the last wrote
     */
    public int execute() throws SQLException {
        if (statements.isEmpty()) {
            return 0;
        }
        try (PreparedStatement all = connection.prepareStatement(String.join("; ", statements))) {
            for (int i = 0; i < values.size(); i++) {
                all.setObject(i + 1, values.get(i));
            }
            all.execute();
            int written = 0;
            for (Optional<Reader> reader : readers) {
                written = all.getUpdateCount();
                if (reader.isPresent()) {
                    try (ResultSet rows = all.getResultSet()) {
                        while (rows.next()) {
                            reader.get().read(rows);
                        }
                    }
                }
                all.getMoreResults();
            }
            return written;
        }
    }
}
