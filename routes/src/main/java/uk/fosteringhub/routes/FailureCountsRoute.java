package uk.fosteringhub.routes;

import org.apache.camel.builder.RouteBuilder;
import uk.fosteringhub.core.failures.FailureCounts;

/** Every minute: keeps the counts of failures quick to read. */
public final class FailureCountsRoute extends RouteBuilder {
    private final FailureCounts counts;

    public FailureCountsRoute(FailureCounts counts) {
        this.counts = counts;
    }

    @Override
    public void configure() {
        from("timer:failure-counts?delay=60000&period=60000")
                .routeId("failure-counts")
                .process(exchange -> counts.drawTogether());
    }
}
