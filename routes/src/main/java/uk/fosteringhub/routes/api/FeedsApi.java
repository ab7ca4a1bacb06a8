package uk.fosteringhub.routes.api;

import uk.fosteringhub.core.Hub;
import uk.fosteringhub.routes.FeedOverview;

/** {@code GET /api/feeds}: what is configured, and what has come. */
final class FeedsApi extends Endpoint {
    private final Hub hub;

    FeedsApi(Hub hub) {
        this.hub = hub;
    }

    @Override
    public void configure() {
        rest("/api/feeds")
                .get()
                .id("api-feeds")
                .tag("feeds")
                .description("What is configured, and what has come. Scope: read.")
                .produces("application/json")
                .responseMessage(200, "The feeds in their order")
                .to("direct:api-feeds");
        from("direct:api-feeds").routeId("api-feeds-answer").process(this::answer);
    }

    @Override
    Reply reply(Request request) {
        return Reply.json(200, FeedOverview.of(hub).json());
    }
}
