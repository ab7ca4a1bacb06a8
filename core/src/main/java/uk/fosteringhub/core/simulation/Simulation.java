package uk.fosteringhub.core.simulation;

import java.io.IOException;
import java.net.URI;
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

    /**
     * Where a hub that serves is called.
     *
     * @param api such as {@code http://127.0.0.1:8080}
     * @param mllp ports on this machine where it listens for HL7 messages, by system
     */
    record Doors(URI api, Map<String, Integer> mllp) {}

    /** Stand-ins that run until closed. */
    interface Running extends AutoCloseable {

        /** Settings that point the hub at the stand-ins, such as {@code hub.systems.lcs.location}. */
        Map<String, String> settings();

        /**
         * Calls the hub as those systems do that send by themselves: records are pushed, referrals signed, messages sent.
         * Calling again with the same records is what a sender does that got no answer: it changes nothing.
         *
         * @throws IOException if the hub cannot be reached or does not accept a record
         */
        void call(Doors hub) throws IOException, InterruptedException;

        /** One line per stand-in for people to read: what it is and where it listens. */
        java.util.List<String> descriptions();

        @Override
        void close();
    }
}
