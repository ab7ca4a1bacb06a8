package uk.fosteringhub.routes.settings;

import java.util.Optional;

/**
 * The message broker that holds the targets' queues.
 *
 * @param url Artemis address such as {@code tcp://host:61616}; empty: the embedded one
 */
public record BrokerSettings(Optional<String> url, Optional<String> username, Optional<String> password) {

    /** Keeps secrets out of logs. */
    @Override
    public String toString() {
        return "BrokerSettings[" + url.orElse("embedded") + "]";
    }
}
