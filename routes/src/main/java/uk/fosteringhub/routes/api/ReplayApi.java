package uk.fosteringhub.routes.api;

import org.apache.camel.model.rest.RestParamType;
import uk.fosteringhub.core.replay.FailureWork;
import uk.fosteringhub.routes.failures.FailureJson;

/** {@code GET /api/replays/{id}}: how far a replay has come. */
final class ReplayApi extends FailureEndpoint {

    ReplayApi(FailureWork work) {
        super(work);
    }

    @Override
    public void configure() {
        rest("/api/replays")
                .get("/{id}")
                .id("api-replay")
                .tag("replays")
                .description("How far a replay has come. Scope: read.")
                .produces("application/json")
                .param()
                .name("id")
                .type(RestParamType.path)
                .dataType("integer")
                .endParam()
                .responseMessage(200, "The replay")
                .responseMessage(404, "None of this number")
                .to("direct:api-replay");
        from("direct:api-replay").routeId("api-replay-answer").process(this::answer);
    }

    @Override
    Reply carryOut(Request request) throws Refused {
        return request.id()
                .flatMap(work.replays().sets()::one)
                .map(set -> Reply.json(200, FailureJson.of(set).toPrettyString()))
                .orElseThrow(() -> new Refused(404, "No such replay", "There is no replay of this number."));
    }
}
