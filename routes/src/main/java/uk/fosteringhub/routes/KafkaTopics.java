package uk.fosteringhub.routes;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import uk.fosteringhub.core.records.RecordType;
import uk.fosteringhub.core.records.RecordTypes;
import uk.fosteringhub.core.settings.KafkaSettings;

/**
 * The topics that changes are published to, one per record type. They are compacted: of each hub id Kafka keeps the newest
 * message for good, so that a consumer can rebuild every record from them at any time.
 */
public final class KafkaTopics {
    private static final int REQUEST_MILLIS = 4_000;
    private static final int MILLIS = 15_000;
    /** Replaced versions hold personal data too, and are gone about a week later. */
    private static final String WEEK_MILLIS = "604800000";

    private final KafkaSettings settings;
    private volatile boolean there;

    public KafkaTopics(KafkaSettings settings) {
        this.settings = settings;
    }

    /** Of every record type. */
    public List<String> names() {
        return RecordTypes.all().stream()
                .map(RecordType::name)
                .map(settings::topic)
                .toList();
    }

    /**
     * Creates the topics that are missing, so that the cluster need not make them up in its own way.
     *
     * @throws KafkaException if the cluster is away or does not let the hub create them
     */
    public void ensure() throws InterruptedException {
        if (there) {
            return;
        }
        try (Admin admin = admin()) {
            Set<String> known = await(admin.listTopics().names());
            List<NewTopic> missing = names().stream()
                    .filter(topic -> !known.contains(topic))
                    .map(this::compacted)
                    .toList();
            for (KafkaFuture<Void> created :
                    admin.createTopics(missing).values().values()) {
                try {
                    await(created);
                } catch (TopicExistsException madeMeanwhile) {
                    // Another process of the hub was faster, which is as good.
                    continue;
                }
            }
        }
        there = true;
    }

    private NewTopic compacted(String topic) {
        return new NewTopic(
                        topic,
                        java.util.Optional.of(settings.partitions()),
                        settings.replicationFactor().map(Integer::shortValue))
                .configs(Map.of(
                        TopicConfig.CLEANUP_POLICY_CONFIG,
                        TopicConfig.CLEANUP_POLICY_COMPACT,
                        TopicConfig.MAX_COMPACTION_LAG_MS_CONFIG,
                        WEEK_MILLIS));
    }

    /**
     * Topics that are there and from which Kafka drops records.
     *
     * @throws KafkaException if the cluster is away or does not let the hub look
     */
    public List<String> notCompacted() throws InterruptedException {
        try (Admin admin = admin()) {
            Set<String> known = await(admin.listTopics().names());
            Map<String, ConfigResource> asked = new HashMap<>();
            names().stream()
                    .filter(known::contains)
                    .forEach(topic -> asked.put(topic, new ConfigResource(ConfigResource.Type.TOPIC, topic)));
            Map<ConfigResource, Config> configs =
                    await(admin.describeConfigs(asked.values()).all());
            List<String> wrong = new ArrayList<>();
            for (String topic : names()) {
                if (asked.containsKey(topic)
                        && !configs.get(asked.get(topic))
                                .get(TopicConfig.CLEANUP_POLICY_CONFIG)
                                .value()
                                .equals(TopicConfig.CLEANUP_POLICY_COMPACT)) {
                    wrong.add(topic);
                }
            }
            return wrong;
        }
    }

    private Admin admin() {
        Properties properties = new Properties();
        settings.properties().forEach((name, value) -> {
            if (AdminClientConfig.configNames().contains(name)) {
                properties.put(name, value);
            }
        });
        properties.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, settings.bootstrapServers());
        properties.putIfAbsent(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_MILLIS);
        properties.putIfAbsent(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, MILLIS);
        return Admin.create(properties);
    }

    private static <T> T await(KafkaFuture<T> future) throws InterruptedException {
        try {
            return future.get();
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof KafkaException cause
                    ? cause
                    : new KafkaException("Kafka's admin client failed", failed.getCause());
        }
    }
}
