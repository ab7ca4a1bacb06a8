package uk.fosteringhub.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.apache.camel.CamelContext;
import org.apache.camel.component.kafka.KafkaEndpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import uk.fosteringhub.core.settings.KafkaSettings;
import uk.fosteringhub.testing.KafkaServer;

@Tag("servers")
class KafkaTopicsTest {

    private static KafkaSettings settings(String servers, Map<String, String> properties) {
        return new KafkaSettings(servers, "hub.", 2, Optional.of(1), properties);
    }

    @Test
    void missingTopicsAreMadeCompactedAndThoseThatAreThereAreLeftAndTold() throws Exception {
        try (KafkaServer kafka = KafkaServer.start();
                Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic("hub.person", 1, (short) 1)))
                    .all()
                    .get();
            KafkaTopics topics = new KafkaTopics(settings(kafka.bootstrapServers(), Map.of()));

            topics.ensure();
            topics.ensure();

            // the brokers hear of what the controller has made a moment later
            await().atMost(Duration.ofSeconds(60)).ignoreExceptions().untilAsserted(() -> assertThat(
                            admin.listTopics().names().get())
                    .containsAll(topics.names()));
            assertThat(admin.describeTopics(List.of("hub.enquiry"))
                            .allTopicNames()
                            .get()
                            .get("hub.enquiry")
                            .partitions())
                    .hasSize(2);
            assertThat(topics.notCompacted()).containsExactly("hub.person");
        }
    }

    @Test
    void aClusterThatIsAwayIsAFailureOfKafka() {
        KafkaTopics away = new KafkaTopics(
                settings("127.0.0.1:1", Map.of("request.timeout.ms", "200", "default.api.timeout.ms", "400")));
        assertThatThrownBy(away::ensure).isInstanceOf(KafkaException.class);
    }

    @Test
    void loginsReachTheProducerAndNoAddressShowsThem() throws Exception {
        CamelContext camel = new DefaultCamelContext();
        try {
            camel.addRoutes(new PublishKafkaRoute(settings(
                    "127.0.0.1:1",
                    Map.of("security.protocol", "SASL_SSL", "sasl.jaas.config", "required password=\"secret\";"))));
            KafkaEndpoint endpoint = camel.getEndpoint("kafka:hub.changes?brokers=127.0.0.1:1", KafkaEndpoint.class);
            Properties producer = endpoint.getConfiguration().createProducerProperties();

            assertThat(producer)
                    .containsEntry("security.protocol", "SASL_SSL")
                    .containsEntry("sasl.jaas.config", "required password=\"secret\";");
            assertThat(endpoint.getEndpointUri()).doesNotContain("secret");
        } finally {
            camel.stop();
        }
    }
}
