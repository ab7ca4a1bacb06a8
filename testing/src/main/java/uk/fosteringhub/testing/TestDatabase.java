package uk.fosteringhub.testing;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * A database of its own for one test.
 *
 * @param name the database's name on the server
 * @param url JDBC address with user and password
 */
public record TestDatabase(String name, String url) implements AutoCloseable {

    /** All rows of a query, each column as text, joined by bars. */
    public List<String> query(String sql) {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            int columns = rows.getMetaData().getColumnCount();
            List<String> found = new ArrayList<>();
            while (rows.next()) {
                List<String> values = new ArrayList<>();
                for (int i = 1; i <= columns; i++) {
                    values.add(String.valueOf(rows.getString(i)));
                }
                found.add(String.join("|", values));
            }
            return found;
        } catch (SQLException failed) {
            throw new IllegalStateException(sql, failed);
        }
    }

    public void execute(String sql) {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException failed) {
            throw new IllegalStateException(sql, failed);
        }
    }

    /** From now on nobody can connect to it, and whoever is connected is thrown out, until it is {@link #back()}. */
    public void goAway() {
        TestDatabases.goAway(name);
    }

    public void back() {
        TestDatabases.back(name);
    }

    /** Drops the database, also if something is still connected to it. */
    @Override
    public void close() {
        TestDatabases.drop(name);
    }
}
