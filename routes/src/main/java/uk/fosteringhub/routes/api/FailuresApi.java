package uk.fosteringhub.routes.api;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.apache.camel.model.rest.RestParamType;
import uk.fosteringhub.core.lookup.FailureList;

/** {@code GET /api/failures}: what could not go on, the newest first. */
final class FailuresApi extends Endpoint {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final FailureList failures;

    FailuresApi(FailureList failures) {
        this.failures = failures;
    }

    @Override
    public void configure() {
        rest("/api/failures")
                .get()
                .id("api-failures")
                .tag("failures")
                .description(
                        "Records and deliveries that could not go on, the newest first, without the values as received."
                                + " Scope: read.")
                .produces("application/json")
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
                .param()
                .name("limit")
                .type(RestParamType.query)
                .dataType("integer")
                .required(false)
                .description("How many, 1 to 500; 50 unless given")
                .endParam()
                .param()
                .name("after")
                .type(RestParamType.query)
                .dataType("integer")
                .required(false)
                .description("The last number of the page before")
                .endParam()
                .responseMessage(200, "A page of failures")
                .responseMessage(400, "A wrong parameter")
                .to("direct:api-failures");
        from("direct:api-failures").routeId("api-failures-answer").process(this::answer);
    }

    @Override
    Reply reply(Request request) throws Refused {
        ObjectNode document = JSON.createObjectNode();
        var list = document.putArray("failures");
        FailureList.Asked asked = new FailureList.Asked(
                request.query("feed"),
                request.word("state", FailureList.State.class),
                request.query("step"),
                request.after(),
                request.limit());
        failures.of(asked).forEach(failure -> list.add(FailureJson.of(failure)));
        return Reply.json(200, document.toPrettyString());
    }
}
