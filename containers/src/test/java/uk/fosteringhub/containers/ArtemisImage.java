package uk.fosteringhub.containers;

import java.util.Optional;
import org.testcontainers.activemq.ArtemisContainer;
import org.testcontainers.utility.DockerImageName;
import uk.fosteringhub.testing.BrokerStarter;

/** Artemis of the embedded broker's version. Docker's helper removes it. */
public final class ArtemisImage implements BrokerStarter {
    private static final DockerImageName IMAGE = DockerImageName.parse("apache/activemq-artemis:2.40.0");

    @Override
    public Optional<String> start() {
        ArtemisContainer broker = new ArtemisContainer(IMAGE).withEnv("ANONYMOUS_LOGIN", "true");
        broker.start();
        return Optional.of(broker.getBrokerUrl());
    }
}
