package uk.fosteringhub.routes.api;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import uk.fosteringhub.core.lookup.RunList;

/** {@code GET /api/runs}: the runs, the newest first. */
final class RunsApi extends Endpoint {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final RunList runs;

    RunsApi(RunList runs) {
        this.runs = runs;
    }

    @Override
    public void configure() {
        inPages(
                        rest("/api/runs")
                                .get()
                                .id("api-runs")
                                .tag("runs")
                                .description("The runs, the newest first. Scope: read or run.")
                                .produces("application/json")
                                .responseMessage(200, "A page of runs"),
                        "number")
                .to("direct:api-runs");
        from("direct:api-runs").routeId("api-runs-answer").process(this::answer);
    }

    @Override
    Reply reply(Request request) throws Refused {
        ObjectNode document = JSON.createObjectNode();
        var list = document.putArray("runs");
        for (RunList.Listed run : runs.of(request.after(), request.limit())) {
            ObjectNode node = list.addObject()
                    .put("run", run.run())
                    .put("trigger", run.trigger())
                    .put("state", run.state())
                    .put("startedAt", run.startedAt().toString());
            run.verdict().ifPresent(verdict -> node.put("verdict", verdict));
            run.finishedAt().ifPresent(at -> node.put("finishedAt", at.toString()));
        }
        return Reply.json(200, document.toPrettyString());
    }
}
