package uk.fosteringhub.routes.api;

import org.apache.camel.model.rest.RestParamType;
import uk.fosteringhub.core.lookup.FailureList;

/** {@code GET /api/failures/{id}}: one failure with all its problems. */
final class FailureApi extends Endpoint {
    private final FailureList failures;

    FailureApi(FailureList failures) {
        this.failures = failures;
    }

    @Override
    public void configure() {
        rest("/api/failures")
                .get("/{id}")
                .id("api-failure")
                .tag("failures")
                .description("One failure with all its problems, without the values as received. Scope: read.")
                .produces("application/json")
                .param()
                .name("id")
                .type(RestParamType.path)
                .dataType("integer")
                .endParam()
                .responseMessage(200, "The failure")
                .responseMessage(404, "None of this number")
                .to("direct:api-failure");
        from("direct:api-failure").routeId("api-failure-answer").process(this::answer);
    }

    @Override
    Reply reply(Request request) throws Refused {
        return request.id()
                .flatMap(failures::one)
                .map(failure -> Reply.json(200, FailureJson.whole(failure).toPrettyString()))
                .orElseThrow(() -> new Refused(404, "No such failure", "There is no failure of this number."));
    }
}
