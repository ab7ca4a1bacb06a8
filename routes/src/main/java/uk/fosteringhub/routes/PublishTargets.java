package uk.fosteringhub.routes;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;
import uk.fosteringhub.routes.settings.HubConfiguration;

/** Tries the servers that changes go to. */
public final class PublishTargets {
    private static final int MILLIS = 8_000;

    private final HubConfiguration configuration;

    public PublishTargets(HubConfiguration configuration) {
        this.configuration = configuration;
    }

    /** Why a server cannot be reached; empty for those that can. The embedded broker needs no trying. */
    public Map<String, Optional<String>> probe() throws InterruptedException {
        Map<String, Optional<String>> answers = new LinkedHashMap<>();
        if (configuration.hub().kafka().isPresent()) {
            String servers = configuration.hub().kafka().get();
            answers.put("Kafka at " + servers, kafka(servers));
        }
        configuration.broker().url().ifPresent(url -> answers.put("message broker at " + url, broker(url)));
        return answers;
    }

    private static Optional<String> kafka(String servers) throws InterruptedException {
        Properties settings = new Properties();
        settings.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, servers);
        settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, MILLIS / 2);
        settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, MILLIS);
        try (Admin admin = Admin.create(settings)) {
            admin.describeCluster().nodes().get(MILLIS, TimeUnit.MILLISECONDS);
            return Optional.empty();
        } catch (ExecutionException | TimeoutException | KafkaException unreachable) {
            return Optional.of(
                    "Kafka at " + servers
                            + " does not answer. Check hub.kafka.bootstrap-servers and that the cluster runs; until then changes wait.");
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
