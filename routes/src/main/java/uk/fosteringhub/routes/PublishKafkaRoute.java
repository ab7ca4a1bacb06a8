package uk.fosteringhub.routes;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.kafka.KafkaComponent;
import org.apache.camel.component.kafka.KafkaConstants;
import org.apache.camel.support.DefaultMessage;
import org.apache.kafka.clients.producer.ProducerConfig;
import uk.fosteringhub.core.publish.OutgoingChange;
import uk.fosteringhub.core.settings.KafkaSettings;

/** A batch of changes to Kafka: a topic per record type, keyed by the hub id, which keeps the order per entity. */
public final class PublishKafkaRoute extends RouteBuilder {
    /** One request at a time: with more, a topic that is only just made can see them in the wrong order, for good. */
    private static final String OPTIONS =
            "&batchWithIndividualHeaders=true&requestRequiredAcks=all&enableIdempotence=true&maxInFlightRequest=1"
                    + "&requestTimeoutMs=10000&deliveryTimeoutMs=30000&maxBlockMs=15000&lingerMs=5";

    private final KafkaSettings settings;
    private final KafkaTopics topics;

    public PublishKafkaRoute(KafkaSettings settings) {
        this.settings = settings;
        this.topics = new KafkaTopics(settings);
    }

    @Override
    public void configure() {
        logIn();
        from(Publisher.TO_KAFKA)
                .routeId("publish-kafka")
                .process(exchange -> topics.ensure())
                .process(this::records)
                .to("kafka:" + settings.topic("changes") + "?brokers=" + settings.bootstrapServers() + OPTIONS);
    }

    /** Not in the address, which Camel shows in logs. */
    private void logIn() {
        Map<String, Object> properties = new HashMap<>();
        settings.properties().forEach((name, value) -> {
            if (ProducerConfig.configNames().contains(name)) {
                properties.put(name, value);
            }
        });
        getContext()
                .getComponent("kafka", KafkaComponent.class)
                .getConfiguration()
                .setAdditionalProperties(properties);
    }

    private void records(Exchange exchange) {
        List<Message> records = new ArrayList<>();
        for (Object element : exchange.getMessage().getBody(List.class)) {
            OutgoingChange change = (OutgoingChange) element;
            Message record = new DefaultMessage(exchange);
            record.setBody(change.body());
            record.setHeader(KafkaConstants.KEY, String.valueOf(change.entity()));
            record.setHeader(KafkaConstants.OVERRIDE_TOPIC, settings.topic(change.recordType()));
            record.setHeader("change", String.valueOf(change.change()));
            record.setHeader("schemaVersion", String.valueOf(OutgoingChange.SCHEMA_VERSION));
            records.add(record);
        }
        exchange.getMessage().setBody(records);
    }
}
