package uk.fosteringhub.routes.api;

import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import uk.fosteringhub.core.Hub;
import uk.fosteringhub.routes.FeedOverview;

/** {@code GET /api/feeds}: what is configured, and what has come. */
final class FeedsApi extends RouteBuilder {
    private final Hub hub;

    FeedsApi(Hub hub) {
        this.hub = hub;
    }

    @Override
    public void configure() {
        rest("/api/feeds")
                .get()
                .id("api-feeds")
                .description("What is configured, and what has come")
                .produces("application/json")
                .to("direct:api-feeds");
        from("direct:api-feeds").routeId("api-feeds-answer").process(this::answer);
    }

    private void answer(Exchange exchange) {
        Answer.json(exchange, 200, FeedOverview.of(hub).json(), Map.of());
    }
}
