package uk.fosteringhub.core.publish;

import java.io.IOException;
import java.nio.file.Path;

/**
 * A message broker that comes with the hub, for running it with nothing installed. Found with
 * {@link java.util.ServiceLoader}; a production package has none and needs {@code hub.broker.url} where changes go to
 * queues.
 */
public interface EmbeddedQueues {

    /**
     * Starts the broker in this process. One process at a time can use a folder.
     *
     * @param folder journal folder; created if missing
     */
    Running start(Path folder) throws IOException;

    /** A broker that runs until closed. */
    interface Running extends AutoCloseable {

        /** Address for Artemis clients in this process. */
        String url();

        @Override
        void close();
    }
}
