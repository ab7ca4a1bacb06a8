package uk.fosteringhub.routes;

import java.io.IOException;
import java.io.InputStream;
import org.apache.camel.Exchange;
import org.apache.camel.InvalidPayloadException;
import org.apache.camel.support.SynchronizationAdapter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.fosteringhub.connectors.transport.Arrival;
import uk.fosteringhub.core.Hub;
import uk.fosteringhub.core.intake.ArchivedContent;
import uk.fosteringhub.core.intake.DeliveryOutcome;
import uk.fosteringhub.core.intake.IncomingDelivery;

/** The two steps every delivery goes through: into the archive, then through the core. */
public final class IntakeStep {
    private static final Logger LOG = LoggerFactory.getLogger(IntakeStep.class);

    private final Hub hub;
    private final CurrentRun current;

    public IntakeStep(Hub hub, CurrentRun current) {
        this.hub = hub;
        this.current = current;
    }

    /**
     * The stream is read once, so this step is not tried again within a run. A dry run's deliveries are there only until
     * they are through, or can go no further.
     */
    public void archive(Exchange exchange) throws IOException, InvalidPayloadException {
        try (InputStream bytes = exchange.getMessage().getMandatoryBody(InputStream.class)) {
            ArchivedContent content = hub.archive().store(bytes);
            if (current.get().run().dryRun()) {
                exchange.getExchangeExtension().addOnCompletion(new SynchronizationAdapter() {
                    @Override
                    public void onDone(Exchange done) {
                        giveUp(content);
                    }
                });
            }
            exchange.getMessage().setBody(content);
        }
    }

    private void giveUp(ArchivedContent content) {
        try {
            hub.archive().giveUp(content);
        } catch (IOException failed) {
            LOG.warn("content={} outcome=left-in-archive, it can be deleted by hand", content.sha256(), failed);
        }
    }

    /** May be tried again: it goes on where it stopped. */
    public void take(Exchange exchange) throws InvalidPayloadException {
        Arrival arrival = Arrival.of(exchange);
        ArchivedContent content = exchange.getMessage().getMandatoryBody(ArchivedContent.class);
        CurrentRun.Led led = current.get();
        DeliveryOutcome outcome = hub.intake()
                .take(
                        led.run(),
                        new IncomingDelivery(arrival.feed(), arrival.name(), content, arrival.cursor(), arrival.last()),
                        led.progress());
        led.run().rehearsed(arrival.feed(), outcome);
        LOG.info(
                "run={} feed={} delivery={} outcome={}",
                led.run().id(),
                arrival.feed().name(),
                outcome.delivery(),
                outcome.state());
        // kept apart so that a further attempt still finds the archived content
        exchange.setProperty("hubOutcome", outcome);
    }

    public void answer(Exchange exchange) {
        exchange.getMessage().setBody(exchange.getProperty("hubOutcome", DeliveryOutcome.class));
    }
}
