package uk.fosteringhub.routes.api;

import org.apache.camel.model.rest.RestParamType;
import uk.fosteringhub.core.failures.FailureDetail;
import uk.fosteringhub.core.replay.FailureWork;
import uk.fosteringhub.routes.failures.FailureJson;

/** {@code GET /api/failures/{id}}: one failure with all its problems, what to do, and what was done. */
final class FailureApi extends FailureEndpoint {

    FailureApi(FailureWork work) {
        super(work);
    }

    @Override
    public void configure() {
        rest("/api/failures")
                .get("/{id}")
                .id("api-failure")
                .tag("failures")
                .description(
                        "One failure with all its problems, what to do about it and what was done, without the values"
                                + " as received. Scope: read.")
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
    Reply carryOut(Request request) throws Refused {
        FailureDetail failure = request.id()
                .flatMap(work.desk()::one)
                .orElseThrow(() -> new Refused(404, "No such failure", "There is no failure of this number."));
        return Reply.json(
                200,
                FailureJson.whole(
                        failure,
                        work.explanations().of(failure),
                        work.desk().history(failure.found().id())));
    }
}
