package uk.fosteringhub.testing;

/** Starts a Kafka broker with nothing in it. */
@FunctionalInterface
public interface KafkaStarter {

    KafkaServer start();
}
