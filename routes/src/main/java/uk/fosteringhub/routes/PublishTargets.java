package uk.fosteringhub.routes;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import uk.fosteringhub.core.settings.KafkaSettings;
import uk.fosteringhub.routes.settings.HubConfiguration;

/** Tries the servers that changes go to. */
public final class PublishTargets {
    private final HubConfiguration configuration;

    public PublishTargets(HubConfiguration configuration) {
        this.configuration = configuration;
    }

    /** Why a server cannot be reached; empty for those that can. The embedded broker needs no trying. */
    public Map<String, Optional<String>> probe() throws InterruptedException {
        Map<String, Optional<String>> answers = new LinkedHashMap<>();
        if (configuration.hub().kafka().isPresent()) {
            KafkaSettings kafka = configuration.hub().kafka().get();
            answers.put("Kafka at " + kafka.bootstrapServers(), kafka(kafka));
        }
        configuration.broker().url().ifPresent(url -> answers.put("message broker at " + url, broker(url)));
        return answers;
    }

    private static Optional<String> kafka(KafkaSettings settings) throws InterruptedException {
        try {
            List<String> wrong = new KafkaTopics(settings).notCompacted();
            return wrong.isEmpty()
                    ? Optional.empty()
                    : Optional.of("Kafka drops records from the topics " + String.join(", ", wrong)
                            + ", since their cleanup.policy is not compact: nobody can rebuild the store from them. Set it"
                            + " to compact, then have the consumers catch up by ./hub export.");
        } catch (AuthenticationException | AuthorizationException refused) {
            return Optional.of("Kafka at " + settings.bootstrapServers()
                    + " does not let the hub in, or not at its topics. Check hub.kafka.properties.* and what the login may"
                    + " do; until then changes wait.");
        } catch (KafkaException unreachable) {
            return Optional.of("Kafka at " + settings.bootstrapServers()
                    + " does not answer. Check hub.kafka.bootstrap-servers, hub.kafka.properties.* and that the cluster"
                    + " runs; until then changes wait.");
        }
    }

    private Optional<String> broker(String url) {
        try (ActiveMQConnectionFactory factory = new ActiveMQConnectionFactory(url)) {
            factory.createConnection(
                            configuration.broker().username().orElse(null),
                            configuration.broker().password().orElse(null))
                    .close();
            return Optional.empty();
        } catch (jakarta.jms.JMSException | IllegalArgumentException unreachable) {
            return Optional.of(
                    "The message broker at " + url
                            + " does not let the hub in. Check hub.broker.url, username and password; until then changes wait.");
        }
    }
}
