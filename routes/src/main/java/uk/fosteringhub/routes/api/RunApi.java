package uk.fosteringhub.routes.api;

import java.util.Map;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.model.rest.RestParamType;
import uk.fosteringhub.core.Hub;
import uk.fosteringhub.core.runs.RunResult;
import uk.fosteringhub.routes.RunJson;

/** {@code GET /api/runs/{id}}: how a run went, or goes. */
final class RunApi extends RouteBuilder {
    private final Hub hub;

    RunApi(Hub hub) {
        this.hub = hub;
    }

    @Override
    public void configure() {
        rest("/api/runs")
                .get("/{id}")
                .id("api-run")
                .description("How a run went, or goes")
                .param()
                .name("id")
                .type(RestParamType.path)
                .dataType("integer")
                .endParam()
                .produces("application/json")
                .to("direct:api-run");
        from("direct:api-run").routeId("api-run-answer").process(this::answer);
    }

    private void answer(Exchange exchange) {
        String id = exchange.getMessage().getHeader("id", String.class);
        Optional<RunResult> result =
                id.matches("[0-9]{1,18}") ? hub.runs().result(Long.parseLong(id)) : Optional.empty();
        result.ifPresentOrElse(
                run -> Answer.json(exchange, 200, RunJson.of(run), Map.of()),
                () -> new Problem(404, "No such run", "There is no run of this number.").answer(exchange));
    }
}
