package uk.fosteringhub.routes.api;

import org.apache.camel.model.rest.RestParamType;
import uk.fosteringhub.core.failures.FailureRefused;
import uk.fosteringhub.core.replay.FailureWork;
import uk.fosteringhub.core.replay.ReplaySet;
import uk.fosteringhub.routes.failures.FailureJson;

/** {@code POST /api/replays/{id}/pause}, {@code /resume}, {@code /cancel}. */
final class ReplayActApi extends FailureEndpoint {
    private final String act;

    /** @param act {@code pause}, {@code resume} or {@code cancel} */
    ReplayActApi(FailureWork work, String act) {
        super(work);
        this.act = act;
    }

    @Override
    public void configure() {
        rest("/api/replays")
                .post("/{id}/" + act)
                .id("api-replay-" + act)
                .tag("replays")
                .description("To " + act + " a replay: {\"version\":1}. Scope: operate.")
                .produces("application/json")
                .param()
                .name("id")
                .type(RestParamType.path)
                .dataType("integer")
                .endParam()
                .param()
                .name("body")
                .type(RestParamType.body)
                .dataType("object")
                .endParam()
                .responseMessage(200, "Done")
                .responseMessage(409, "It is in a state in which this cannot be done, or somebody was faster")
                .to("direct:api-replay-" + act);
        from("direct:api-replay-" + act)
                .routeId("api-replay-" + act + "-answer")
                .process(this::answer);
    }

    @Override
    Reply carryOut(Request request) throws Refused, FailureRefused {
        long id = id(request, "replay");
        int version = Body.of(request).version();
        ReplaySet set =
                switch (act) {
                    case "pause" ->
                        work.replays()
                                .sets()
                                .pause(id, version, request.caller().actor());
                    case "resume" ->
                        work.replays()
                                .sets()
                                .resume(id, version, request.caller().actor());
                    default ->
                        work.replays()
                                .sets()
                                .cancel(id, version, request.caller().actor());
                };
        return Reply.json(200, FailureJson.of(set).toPrettyString());
    }
}
