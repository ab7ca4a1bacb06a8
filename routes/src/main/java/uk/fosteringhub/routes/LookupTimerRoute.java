package uk.fosteringhub.routes;

import org.apache.camel.builder.RouteBuilder;

/** Keeps searches and differences up to date between the runs, every minute. */
public final class LookupTimerRoute extends RouteBuilder {
    private final LookupUpkeep upkeep;

    public LookupTimerRoute(LookupUpkeep upkeep) {
        this.upkeep = upkeep;
    }

    @Override
    public void configure() {
        from("timer:lookup?delay=2000&period=60000").routeId("lookup-timer").process(exchange -> upkeep.everyMinute());
    }
}
