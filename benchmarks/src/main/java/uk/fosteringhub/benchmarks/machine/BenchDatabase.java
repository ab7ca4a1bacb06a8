package uk.fosteringhub.benchmarks.machine;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * A contestant's own database, dropped when closed.
 *
 * @param url JDBC address with user and password
 */
public record BenchDatabase(BenchServer server, String name, String url) implements AutoCloseable {

    public Connection connect() throws SQLException {
        return DriverManager.getConnection(url);
    }

    /**
     * What the server does by itself in the hours between two nights: clears dead rows away, looks at how values are
     * spread, and writes everything to disk. The same for every contestant, and in nobody's time.
     */
    public void settle() throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute("vacuum (analyze)");
        }
        server.checkpoint();
    }

    @Override
    public void close() throws SQLException {
        server.drop(name);
    }
}
