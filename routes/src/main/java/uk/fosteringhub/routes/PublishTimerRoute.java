package uk.fosteringhub.routes;

import org.apache.camel.builder.RouteBuilder;

/**
 * Goes on, every minute, with what was left: changes for a target that was away, pushed messages whose hub has died.
 */
public final class PublishTimerRoute extends RouteBuilder {
    private final LivePublishing publishing;
    private final LiveFeeds feeds;

    public PublishTimerRoute(LivePublishing publishing, LiveFeeds feeds) {
        this.publishing = publishing;
        this.feeds = feeds;
    }

    @Override
    public void configure() {
        from("timer:publish?delay=1000&period=60000")
                .routeId("publish-timer")
                .process(exchange -> feeds.wakeAll())
                .process(exchange -> publishing.wake());
    }
}
