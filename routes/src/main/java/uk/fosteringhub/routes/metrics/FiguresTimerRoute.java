package uk.fosteringhub.routes.metrics;

import org.apache.camel.builder.RouteBuilder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.fosteringhub.core.store.StoreUnavailable;

/** Counts anew what the metrics show, four times a minute; a call for the metrics costs the database nothing. */
final class FiguresTimerRoute extends RouteBuilder {
    private static final Logger LOG = LoggerFactory.getLogger(FiguresTimerRoute.class);

    private final HubMetrics metrics;

    FiguresTimerRoute(HubMetrics metrics) {
        this.metrics = metrics;
    }

    @Override
    public void configure() {
        from("timer:figures?delay=0&period=15000").routeId("figures-timer").process(exchange -> refresh());
    }

    private void refresh() {
        try {
            metrics.refresh();
        } catch (StoreUnavailable gone) {
            LOG.warn("outcome=figures-not-read {}", gone.getMessage());
        }
    }
}
