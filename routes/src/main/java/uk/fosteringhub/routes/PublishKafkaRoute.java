package uk.fosteringhub.routes;

import java.util.ArrayList;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.kafka.KafkaConstants;
import org.apache.camel.support.DefaultMessage;
import uk.fosteringhub.core.publish.OutgoingChange;

/** A batch of changes to Kafka: a topic per record type, keyed by the hub id, which keeps the order per entity. */
public final class PublishKafkaRoute extends RouteBuilder {
    /** One request at a time: with more, a topic that is only just made can see them in the wrong order, for good. */
    private static final String OPTIONS = "&requestRequiredAcks=all&enableIdempotence=true&maxInFlightRequest=1"
            + "&requestTimeoutMs=10000&deliveryTimeoutMs=30000&maxBlockMs=15000&lingerMs=5";

    private final String brokers;
    private final String topicPrefix;

    public PublishKafkaRoute(String brokers, String topicPrefix) {
        this.brokers = brokers;
        this.topicPrefix = topicPrefix;
    }

    @Override
    public void configure() {
        from(Publisher.TO_KAFKA)
                .routeId("publish-kafka")
                .process(this::records)
                .to("kafka:" + topicPrefix + "changes?brokers=" + brokers + OPTIONS);
    }

    private void records(Exchange exchange) {
        List<Message> records = new ArrayList<>();
        for (Object element : exchange.getMessage().getBody(List.class)) {
            OutgoingChange change = (OutgoingChange) element;
            Message record = new DefaultMessage(exchange);
            record.setBody(change.body());
            record.setHeader(KafkaConstants.KEY, String.valueOf(change.entity()));
            record.setHeader(KafkaConstants.OVERRIDE_TOPIC, topicPrefix + change.recordType());
            record.setHeader("change", String.valueOf(change.change()));
            records.add(record);
        }
        exchange.getMessage().setBody(records);
    }
}
