package uk.fosteringhub.testing;

import java.io.IOException;

/** Starts the PostgreSQL server that the tests of one JVM share. */
@FunctionalInterface
public interface DatabaseStarter {

    /**
     * Starts a server that ends with this JVM.
     *
     * @return JDBC address of its database {@code hub}, with options: the user, who may create databases, and the password
     */
    String start() throws IOException;
}
