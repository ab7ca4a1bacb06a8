package uk.fosteringhub.testing;

import java.util.Optional;

/** Starts the message broker that the tests of one JVM share. */
@FunctionalInterface
public interface BrokerStarter {

    /**
     * Starts a broker that ends with this JVM and asks for no password.
     *
     * @return its address for Artemis clients; empty where the hub is to start its own, inside the process
     */
    Optional<String> start();
}
