package uk.fosteringhub.containers;

import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.utility.DockerImageName;
import uk.fosteringhub.testing.KafkaServer;
import uk.fosteringhub.testing.KafkaStarter;

/** Kafka of the clients' minor version, in KRaft mode; it makes topics when they are first used. */
public final class KafkaImage implements KafkaStarter {
    private static final DockerImageName IMAGE = DockerImageName.parse("apache/kafka:3.9.1");

    @Override
    public KafkaServer start() {
        KafkaContainer broker = new KafkaContainer(IMAGE).withEnv("KAFKA_NUM_PARTITIONS", "4");
        broker.start();
        return new KafkaServer(broker.getBootstrapServers(), broker::stop);
    }
}
