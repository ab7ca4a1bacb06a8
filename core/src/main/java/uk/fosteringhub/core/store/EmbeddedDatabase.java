package uk.fosteringhub.core.store;

import java.io.IOException;
import java.nio.file.Path;

/**
 * A PostgreSQL server that comes with the hub, for running it with nothing installed. Found with
 * {@link java.util.ServiceLoader}; a production package has none and needs {@code hub.database.url}.
 */
public interface EmbeddedDatabase {

    /**
     * Starts the server on its data folder, or joins the one that already runs there (left behind by a killed process, or
     * started by another command).
     *
     * @param folder data folder; created and initialised if missing
     */
    Running start(Path folder) throws IOException;

    /** A server in use by this process. */
    interface Running extends AutoCloseable {

        /** JDBC address with user and password, without options. */
        String url();

        /** Stops the server if nobody else uses it, whoever started it. Close connections first. */
        @Override
        void close();
    }
}
