package uk.fosteringhub.routes;

import org.apache.camel.builder.RouteBuilder;

/** Goes on, every minute, with records that still wait to be compared: left over from a crash, or from another process. */
public final class IdentityTimerRoute extends RouteBuilder {
    private final LiveIdentity identity;

    public IdentityTimerRoute(LiveIdentity identity) {
        this.identity = identity;
    }

    @Override
    public void configure() {
        from("timer:identity?delay=1500&period=60000").routeId("identity-timer").process(exchange -> identity.wake());
    }
}
