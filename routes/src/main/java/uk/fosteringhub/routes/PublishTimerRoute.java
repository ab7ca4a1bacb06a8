package uk.fosteringhub.routes;

import org.apache.camel.builder.RouteBuilder;

/** Hands on, every minute, what a run could not: a target that was away has come back. */
public final class PublishTimerRoute extends RouteBuilder {
    private final Publisher publisher;

    public PublishTimerRoute(Publisher publisher) {
        this.publisher = publisher;
    }

    @Override
    public void configure() {
        from("timer:publish?delay=10000&period=60000")
                .routeId("publish-timer")
                .process(exchange -> publisher.handOnAll());
    }
}
