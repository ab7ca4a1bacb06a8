package uk.fosteringhub.testing;

import java.util.Optional;

/** The message broker for tests: the hub's own embedded one, or one for the whole JVM, started by the first that asks. */
public final class TestBroker {
    private TestBroker() {}

    /** What {@code hub.broker.url} is to be; empty: not set, so that the hub starts its embedded broker. */
    public static Optional<String> address() {
        return Server.ADDRESS;
    }

    /** Started when it is first asked for. */
    private static final class Server {
        private static final Optional<String> ADDRESS = TestServers.chosen()
                .starter(BrokerStarter.class, Optional::empty)
                .start();
    }
}
