package uk.fosteringhub.routes;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.fosteringhub.connectors.transport.Arrival;
import uk.fosteringhub.connectors.transport.Reception;
import uk.fosteringhub.connectors.transport.TransportFailure;
import uk.fosteringhub.core.checks.CheckLife;
import uk.fosteringhub.core.settings.FeedSettings;

/** Lets the hub say what its rules find out about checks, as a delivery of its own feed. */
public final class CheckRulesStep {
    private static final Logger LOG = LoggerFactory.getLogger(CheckRulesStep.class);

    private final CamelContext context;
    private final CheckLife life;
    private final ZoneId zone;
    private final Clock clock;

    public CheckRulesStep(CamelContext context, CheckLife life, ZoneId zone, Clock clock) {
        this.context = context;
        this.life = life;
        this.zone = zone;
        this.clock = clock;
    }

    /** After all that other systems had to say. */
    void receive(FeedSettings feed, Reception reception) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), zone);
        try (ProducerTemplate camel = context.createProducerTemplate()) {
            Optional<String> rows = life.say(feed.name(), today);
            if (rows.isPresent()) {
                Exchange answer = camel.send(Arrival.INTAKE, exchange -> {
                    new Arrival(feed, "checks on " + today, Optional.empty()).putOn(exchange);
                    exchange.getMessage()
                            .setBody(new ByteArrayInputStream(rows.get().getBytes(StandardCharsets.UTF_8)));
                });
                if (answer.getException() != null) {
                    throw answer.getException();
                }
            }
            life.know(feed.name());
            reception.done(feed, true);
        } catch (Exception failed) {
            LOG.warn("feed={} outcome=stopped", feed.name(), failed);
            reception.stopped(feed, TransportFailure.sentence("The hub", failed));
        }
    }
}
