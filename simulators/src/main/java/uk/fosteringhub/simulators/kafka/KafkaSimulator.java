package uk.fosteringhub.simulators.kafka;

import java.util.Map;
import org.springframework.kafka.test.EmbeddedKafkaBroker;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;

/** A real Kafka broker in this process, in KRaft mode, with nothing kept. Topics come into being when first used. */
public final class KafkaSimulator implements AutoCloseable {
    private static final int PARTITIONS = 4;

    private final EmbeddedKafkaBroker broker;

    private KafkaSimulator(EmbeddedKafkaBroker broker) {
        this.broker = broker;
    }

    /** @param topics made at once, with four partitions each */
    public static KafkaSimulator start(String... topics) {
        EmbeddedKafkaBroker broker = new EmbeddedKafkaKraftBroker(1, PARTITIONS, topics);
        broker.brokerProperties(Map.of(
                "auto.create.topics.enable", "true",
                "num.partitions", Integer.toString(PARTITIONS),
                "offsets.topic.replication.factor", "1",
                "offsets.topic.num.partitions", "1",
                "transaction.state.log.replication.factor", "1",
                "transaction.state.log.min.isr", "1",
                "transaction.state.log.num.partitions", "1",
                "group.initial.rebalance.delay.ms", "0"));
        broker.afterPropertiesSet();
        return new KafkaSimulator(broker);
    }

    /** Host and port, as clients want it. */
    public String bootstrapServers() {
        return broker.getBrokersAsString();
    }

    @Override
    public void close() {
        broker.destroy();
    }
}
