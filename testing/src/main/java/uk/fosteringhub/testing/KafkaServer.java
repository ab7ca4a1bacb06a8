package uk.fosteringhub.testing;

import uk.fosteringhub.simulators.kafka.KafkaSimulator;

/**
 * A real Kafka broker for one test. Topics come into being when first used, with four partitions.
 *
 * @param bootstrapServers host and port, as clients want it
 * @param stop ends the broker
 */
public record KafkaServer(String bootstrapServers, Runnable stop) implements AutoCloseable {

    public static KafkaServer start() {
        return TestServers.chosen()
                .starter(KafkaStarter.class, KafkaServer::embedded)
                .start();
    }

    private static KafkaServer embedded() {
        KafkaSimulator broker = KafkaSimulator.start();
        return new KafkaServer(broker.bootstrapServers(), broker::close);
    }

    @Override
    public void close() {
        stop.run();
    }
}
