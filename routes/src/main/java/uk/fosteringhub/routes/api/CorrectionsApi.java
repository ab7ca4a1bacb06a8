package uk.fosteringhub.routes.api;

import org.apache.camel.model.rest.RestParamType;
import uk.fosteringhub.core.replay.FailureWork;
import uk.fosteringhub.routes.failures.FailureJson;

/** {@code GET /api/corrections}: what is read otherwise than its source writes it, without the values. */
final class CorrectionsApi extends FailureEndpoint {

    CorrectionsApi(FailureWork work) {
        super(work);
    }

    @Override
    public void configure() {
        rest("/api/corrections")
                .get()
                .id("api-corrections")
                .tag("corrections")
                .description(
                        "Corrections that source systems owe, or all that ever were (all=true), without the values."
                                + " Scope: read.")
                .produces("application/json")
                .param()
                .name("all")
                .type(RestParamType.query)
                .dataType("boolean")
                .required(false)
                .endParam()
                .responseMessage(200, "The corrections")
                .to("direct:api-corrections");
        from("direct:api-corrections").routeId("api-corrections-answer").process(this::answer);
    }

    @Override
    Reply carryOut(Request request) throws Refused {
        boolean all = request.query("all").filter("true"::equals).isPresent();
        return Reply.json(
                200,
                FailureJson.corrections(
                        all
                                ? work.corrections().all(request.after(), request.limit())
                                : work.corrections().owed()));
    }
}
