package uk.fosteringhub.routes;

import org.apache.camel.builder.RouteBuilder;
import uk.fosteringhub.core.failures.FailureRetention;

/** Some minutes after the start and then daily: removes failures whose time is over. */
public final class FailureUpkeepRoute extends RouteBuilder {
    private final FailureRetention retention;

    public FailureUpkeepRoute(FailureRetention retention) {
        this.retention = retention;
    }

    @Override
    public void configure() {
        from("timer:failure-upkeep?delay=300000&period=86400000")
                .routeId("failure-upkeep")
                .process(exchange -> retention.carryOut());
    }
}
