package uk.fosteringhub.routes.api;

import org.apache.camel.model.rest.RestParamType;
import uk.fosteringhub.routes.BackgroundRuns;
import uk.fosteringhub.routes.SyncRequest;
import uk.fosteringhub.routes.UnknownFeed;
import uk.fosteringhub.routes.settings.WrongSettings;

/** {@code POST /api/runs}: starts a run, of all feeds or of those that the body names. */
final class StartRunApi extends Endpoint {
    private final BackgroundRuns runs;

    StartRunApi(BackgroundRuns runs) {
        this.runs = runs;
    }

    @Override
    public void configure() {
        rest("/api/runs")
                .post()
                .id("api-start-run")
                .tag("runs")
                .description("Start a run; the body may name feeds: {\"feeds\":[\"lcs-persons\"]}. Scope: run.")
                .produces("application/json")
                .param()
                .name("body")
                .type(RestParamType.body)
                .dataType("object")
                .required(false)
                .description("Which feeds; all that are in use unless given")
                .endParam()
                .responseMessage(202, "Started; Location says where to follow it")
                .responseMessage(400, "Unknown feed or wrong body")
                .responseMessage(409, "A run is under way, or nothing asked for is in use")
                .to("direct:api-start-run");
        from("direct:api-start-run").routeId("api-start-run-answer").process(this::answer);
    }

    @Override
    Reply reply(Request request) throws Refused {
        try {
            long run = runs.start(new SyncRequest("api", Body.of(request).texts("feeds"), false))
                    .orElseThrow(() -> new Refused(
                            409, "A run is under way", "Another run is led right now; wait until it ends."));
            return Reply.json(202, "{\"run\":" + run + "}").with("Location", "/api/runs/" + run);
        } catch (UnknownFeed unknown) {
            throw Refused.of(400, "Wrong request", "feeds", unknown.getMessage());
        } catch (IllegalArgumentException wrong) {
            throw new Refused(400, "Wrong request", wrong.getMessage());
        } catch (WrongSettings wrong) {
            throw new Refused(409, "Nothing to sync", wrong.getMessage());
        }
    }
}
