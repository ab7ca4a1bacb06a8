package uk.fosteringhub.routes.api;

import org.apache.camel.model.rest.RestParamType;
import uk.fosteringhub.core.failures.WrongQuery;
import uk.fosteringhub.core.replay.FailureWork;
import uk.fosteringhub.routes.failures.FailureJson;

/** {@code GET /api/failures}: what could not go on, the newest first. */
final class FailuresApi extends FailureEndpoint {

    FailuresApi(FailureWork work) {
        super(work);
    }

    @Override
    public void configure() {
        inPages(
                        rest("/api/failures")
                                .get()
                                .id("api-failures")
                                .tag("failures")
                                .description(
                                        "Records and deliveries that could not go on, the newest first, without the values as received."
                                                + " Scope: read.")
                                .produces("application/json")
                                .param()
                                .name("query")
                                .type(RestParamType.query)
                                .dataType("string")
                                .required(false)
                                .description("Such as: feed:lcs-persons AND NOT rule:required text:smith")
                                .endParam()
                                .param()
                                .name("feed")
                                .type(RestParamType.query)
                                .dataType("string")
                                .required(false)
                                .endParam()
                                .param()
                                .name("state")
                                .type(RestParamType.query)
                                .dataType("string")
                                .required(false)
                                .description("open, held, retrying, resolved, released or discarded")
                                .endParam()
                                .param()
                                .name("step")
                                .type(RestParamType.query)
                                .dataType("string")
                                .required(false)
                                .description("Where it stopped: check, read, map, store, end, …")
                                .endParam()
                                .responseMessage(200, "A page of failures"),
                        "number")
                .to("direct:api-failures");
        from("direct:api-failures").routeId("api-failures-answer").process(this::answer);
    }

    @Override
    Reply carryOut(Request request) throws Refused, WrongQuery {
        return Reply.json(200, FailureJson.list(work.search().page(query(request), request.after(), request.limit())));
    }
}
