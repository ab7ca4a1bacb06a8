package uk.fosteringhub.connectors.medical;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.fosteringhub.connectors.transport.Arrival;
import uk.fosteringhub.connectors.transport.Reception;
import uk.fosteringhub.connectors.transport.TransportFailure;
import uk.fosteringhub.core.intake.DeliveryOutcome;
import uk.fosteringhub.core.messages.Hl7Inbox;
import uk.fosteringhub.core.settings.FeedSettings;

/** Takes the messages that came by MLLP since the last run, as deliveries of up to a thousand. */
public final class KeptMessages {
    private static final Logger LOG = LoggerFactory.getLogger(KeptMessages.class);
    private static final int MOST = 1_000;

    private final CamelContext context;
    private final Hl7Inbox inbox;

    /** @param context with a route from {@link Arrival#INTAKE} */
    public KeptMessages(CamelContext context, Hl7Inbox inbox) {
        this.context = context;
        this.inbox = inbox;
    }

    /** Returns when all that were kept have been taken. */
    public void receive(FeedSettings feed, boolean dryRun, Reception reception) {
        try (ProducerTemplate camel = context.createProducerTemplate()) {
            if (!dryRun) {
                inbox.setAsideDamaged(feed.name());
            }
            List<Hl7Inbox.Waiting> waiting = inbox.waiting(feed.name(), MOST);
            while (!waiting.isEmpty()) {
                Optional<String> refused = deliver(camel, feed, waiting);
                if (refused.isPresent()) {
                    reception.stopped(feed, refused.get());
                    return;
                }
                if (dryRun) {
                    break;
                }
                inbox.taken(waiting);
                waiting = inbox.waiting(feed.name(), MOST);
            }
            reception.done(feed, true);
        } catch (Exception failed) {
            LOG.warn("feed={} outcome=stopped", feed.name(), failed);
            reception.stopped(
                    feed, TransportFailure.sentence("The hub", failed) + " The messages are kept for the next run.");
        }
    }

    private static Optional<String> deliver(ProducerTemplate camel, FeedSettings feed, List<Hl7Inbox.Waiting> messages)
            throws Exception {
        String name = "messages " + messages.get(0).id() + " to "
                + messages.get(messages.size() - 1).id() + " by MLLP";
        String content = messages.stream().map(Hl7Inbox.Waiting::body).collect(Collectors.joining("\r", "", "\r"));
        Exchange answer = camel.send(Arrival.INTAKE, exchange -> {
            new Arrival(feed, name, Optional.empty(), messages.size() < MOST).putOn(exchange);
            exchange.getMessage().setBody(new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8)));
        });
        if (answer.getException() != null) {
            throw answer.getException();
        }
        DeliveryOutcome outcome = answer.getMessage().getMandatoryBody(DeliveryOutcome.class);
        return outcome.state() == DeliveryOutcome.State.REJECTED
                ? Optional.of("The messages were refused whole, and are kept for the next run: "
                        + outcome.problems().stream()
                                .findFirst()
                                .map(DeliveryOutcome.RowProblem::message)
                                .orElse("no reason given"))
                : Optional.empty();
    }
}
