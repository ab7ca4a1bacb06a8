package uk.fosteringhub.routes.api;

import org.apache.camel.model.rest.RestParamType;
import uk.fosteringhub.core.lookup.RunList;
import uk.fosteringhub.core.runs.Runs;
import uk.fosteringhub.routes.RunJson;

/** {@code GET /api/runs/{id}}: how a run went, or goes. */
final class RunApi extends Endpoint {
    private final Runs results;
    private final RunList runs;

    RunApi(Runs results, RunList runs) {
        this.results = results;
        this.runs = runs;
    }

    @Override
    public void configure() {
        rest("/api/runs")
                .get("/{id}")
                .id("api-run")
                .tag("runs")
                .description(
                        "How a run went, or goes. Ask again to follow it; state says when it is finished. Scope: read or"
                                + " run.")
                .param()
                .name("id")
                .type(RestParamType.path)
                .dataType("integer")
                .endParam()
                .produces("application/json")
                .responseMessage(200, "The run's books")
                .responseMessage(404, "None of this number")
                .to("direct:api-run");
        from("direct:api-run").routeId("api-run-answer").process(this::answer);
    }

    @Override
    Reply reply(Request request) throws Refused {
        return request.id()
                .flatMap(runs::one)
                .flatMap(run ->
                        results.result(run.run()).map(result -> Reply.json(200, RunJson.of(result, run.state()))))
                .orElseThrow(() -> new Refused(404, "No such run", "There is no run of this number."));
    }
}
