package uk.fosteringhub.routes.settings;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import uk.fosteringhub.core.settings.KafkaSettings;

/** Reads where and how changes are published. */
final class KafkaReader {
    /** What the order of changes, and their not being lost, depends on. */
    private static final Set<String> THE_HUBS_OWN = Set.of(
            ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
            ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG,
            ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG,
            ProducerConfig.ACKS_CONFIG,
            ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
            ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION,
            ProducerConfig.TRANSACTIONAL_ID_CONFIG,
            ProducerConfig.PARTITIONER_CLASS_CONFIG,
            ProducerConfig.PARTITIONER_IGNORE_KEYS_CONFIG);

    private final Values values;

    KafkaReader(Values values) {
        this.values = values;
    }

    Optional<KafkaSettings> read(SettingsAsWritten.Kafka block) {
        int partitions = values.whole("hub.kafka.partitions", block.partitions(), 4, 1, 1_000);
        int replication = values.whole("hub.kafka.replication-factor", block.replicationFactor(), 0, 1, 100);
        Map<String, String> properties = new TreeMap<>(block.properties() == null ? Map.of() : block.properties());
        properties.keySet().forEach(this::check);
        return Values.text(block.bootstrapServers())
                .map(servers -> new KafkaSettings(
                        servers,
                        Values.text(block.topicPrefix()).orElse("fostering."),
                        partitions,
                        replication == 0 ? Optional.empty() : Optional.of(replication),
                        properties));
    }

    /** A misspelt name must not leave a login or TLS out without a word. */
    private void check(String name) {
        if (THE_HUBS_OWN.contains(name)) {
            values.problem("hub.kafka.properties." + name, "is the hub's own to set; take it out.");
        } else if (!ProducerConfig.configNames().contains(name)
                && !AdminClientConfig.configNames().contains(name)) {
            values.problem(
                    "hub.kafka.properties." + name,
                    "is no setting of Kafka's producer or admin client; correct its spelling or remove it.");
        }
    }
}
