package uk.fosteringhub.routes.watch;

import org.apache.camel.builder.RouteBuilder;

/** Looks every half minute whether all is well. */
public final class WatchTimerRoute extends RouteBuilder {
    private final NightWatch watch;

    public WatchTimerRoute(NightWatch watch) {
        this.watch = watch;
    }

    @Override
    public void configure() {
        from("timer:watch?delay=5000&period=30000").routeId("watch-timer").process(exchange -> watch.look());
    }
}
