package uk.fosteringhub.testing;

/**
 * A database of its own for one test.
 *
 * @param name the database's name on the server
 * @param url JDBC address with user and password
 */
public record TestDatabase(String name, String url) implements AutoCloseable {

    /** Drops the database, also if something is still connected to it. */
    @Override
    public void close() {
        TestDatabases.drop(name);
    }
}
