package uk.fosteringhub.core.settings;

import java.util.Map;
import java.util.Optional;

/**
 * Where changes are published.
 *
 * @param bootstrapServers host and port of one broker or more, separated by commas
 * @param topicPrefix topics are named prefix + record type
 * @param partitions of topics that the hub creates
 * @param replicationFactor of topics that the hub creates; empty: as the cluster is set
 * @param properties settings of Kafka's own clients, for logins and TLS; may hold passwords
 */
public record KafkaSettings(
        String bootstrapServers,
        String topicPrefix,
        int partitions,
        Optional<Integer> replicationFactor,
        Map<String, String> properties) {

    /** The topic that changes of a record type go to. */
    public String topic(String recordType) {
        return topicPrefix + recordType;
    }

    /** Keeps secrets out of logs. */
    @Override
    public String toString() {
        return "KafkaSettings[" + bootstrapServers + "]";
    }
}
