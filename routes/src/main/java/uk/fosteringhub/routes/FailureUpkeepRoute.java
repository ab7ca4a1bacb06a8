package uk.fosteringhub.routes;

import org.apache.camel.builder.RouteBuilder;
import uk.fosteringhub.core.failures.FailureCounts;
import uk.fosteringhub.core.failures.FailureRetention;

/** Some minutes after the start and then daily: removes failures whose time is over. Every minute: keeps counts quick. */
public final class FailureUpkeepRoute extends RouteBuilder {
    private final FailureRetention retention;
    private final FailureCounts counts;

    public FailureUpkeepRoute(FailureRetention retention, FailureCounts counts) {
        this.retention = retention;
        this.counts = counts;
    }

    @Override
    public void configure() {
        from("timer:failure-upkeep?delay=300000&period=86400000")
                .routeId("failure-upkeep")
                .process(exchange -> retention.carryOut());
        from("timer:failure-counts?delay=60000&period=60000")
                .routeId("failure-counts")
                .process(exchange -> counts.drawTogether());
    }
}
