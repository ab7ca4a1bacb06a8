package uk.fosteringhub.routes;

import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import uk.fosteringhub.core.publish.OutgoingChange;

/** A batch of changes to a target's queue, all of it or none. */
public final class PublishQueueRoute extends RouteBuilder {

    @Override
    public void configure() {
        from(Publisher.TO_QUEUE)
                .routeId("publish-queue")
                .transacted(QueuePublishing.TRANSACTIONS)
                .split(body())
                .stopOnException()
                .process(PublishQueueRoute::message)
                .toD("jms:queue:hub.changes.${exchangeProperty." + Publisher.TARGET + "}?deliveryPersistent=true");
    }

    private static void message(Exchange exchange) {
        OutgoingChange change = exchange.getMessage().getBody(OutgoingChange.class);
        exchange.getMessage().setHeader("change", change.change());
        exchange.getMessage().setHeader("recordType", change.recordType());
        exchange.getMessage().setHeader("entity", change.entity());
        // Competing consumers of a target keep the order of an entity's changes.
        exchange.getMessage().setHeader("JMSXGroupID", change.recordType() + "-" + change.entity());
        exchange.getMessage().setBody(change.body());
    }
}
