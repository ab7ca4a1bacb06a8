package uk.fosteringhub.core.simulation;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/**
 * Stand-ins for every outside system, with made-up records, for the demo. Found with {@link java.util.ServiceLoader}; a
 * production package has none.
 */
public interface Simulation {

    /**
     * Starts the stand-ins on free local ports and lays out one night's records for them.
     *
     * @param folder where they may keep files; created if missing, and kept for the next start
     */
    Running start(Path folder) throws IOException;

    /** Stand-ins that run until closed. */
    interface Running extends AutoCloseable {

        /** Settings that point the hub at the stand-ins, such as {@code hub.systems.lcs.location}. */
        Map<String, String> settings();

        /** One line per stand-in for people to read: what it is and where it listens. */
        java.util.List<String> descriptions();

        @Override
        void close();
    }
}
