package uk.fosteringhub.routes.api;

import org.apache.camel.model.rest.RestParamType;
import uk.fosteringhub.core.replay.FailureWork;

/** {@code POST /api/corrections/{id}/end}: later deliveries are read as they come again. */
final class EndCorrectionApi extends FailureEndpoint {

    EndCorrectionApi(FailureWork work) {
        super(work);
    }

    @Override
    public void configure() {
        rest("/api/corrections")
                .post("/{id}/end")
                .id("api-end-correction")
                .tag("corrections")
                .description("Take a correction back: its source has put it right. Scope: operate.")
                .produces("application/json")
                .param()
                .name("id")
                .type(RestParamType.path)
                .dataType("integer")
                .endParam()
                .responseMessage(200, "Done")
                .responseMessage(404, "None of this number, or taken back before")
                .to("direct:api-end-correction");
        from("direct:api-end-correction").routeId("api-end-correction-answer").process(this::answer);
    }

    @Override
    Reply carryOut(Request request) throws Refused {
        if (!work.corrections().end(id(request, "correction"), request.caller().actor())) {
            throw new Refused(404, "Not there", "There is no such correction, or it was taken back before.");
        }
        return Reply.json(200, "{}");
    }
}
