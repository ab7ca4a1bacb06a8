package uk.fosteringhub.routes.api;

import org.apache.camel.model.rest.RestParamType;
import uk.fosteringhub.core.replay.FailureWork;
import uk.fosteringhub.routes.failures.FailureJson;

/** {@code GET /api/replays}: the sets of failures that were, or are being, taken through again, the newest first. */
final class ReplaysApi extends FailureEndpoint {

    ReplaysApi(FailureWork work) {
        super(work);
    }

    @Override
    public void configure() {
        rest("/api/replays")
                .get()
                .id("api-replays")
                .tag("replays")
                .description("Sets of failures taken through again, the newest first. Scope: read.")
                .produces("application/json")
                .param()
                .name("limit")
                .type(RestParamType.query)
                .dataType("integer")
                .required(false)
                .endParam()
                .param()
                .name("after")
                .type(RestParamType.query)
                .dataType("integer")
                .required(false)
                .endParam()
                .responseMessage(200, "A page of replays")
                .to("direct:api-replays");
        from("direct:api-replays").routeId("api-replays-answer").process(this::answer);
    }

    @Override
    Reply carryOut(Request request) throws Refused {
        return Reply.json(200, FailureJson.replays(work.replays().sets().page(request.after(), request.limit())));
    }
}
