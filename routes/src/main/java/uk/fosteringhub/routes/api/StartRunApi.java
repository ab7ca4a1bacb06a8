package uk.fosteringhub.routes.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import uk.fosteringhub.routes.BackgroundRuns;
import uk.fosteringhub.routes.SyncRequest;
import uk.fosteringhub.routes.UnknownFeed;
import uk.fosteringhub.routes.settings.WrongSettings;

/** {@code POST /api/runs}: starts a run, of all feeds or of those that the body names. */
final class StartRunApi extends RouteBuilder {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final BackgroundRuns runs;

    StartRunApi(BackgroundRuns runs) {
        this.runs = runs;
    }

    @Override
    public void configure() {
        rest("/api/runs")
                .post()
                .id("api-start-run")
                .description("Start a run; the body may name feeds: {\"feeds\":[\"lcs-persons\"]}")
                .produces("application/json")
                .to("direct:api-start-run");
        from("direct:api-start-run").routeId("api-start-run-answer").process(this::answer);
    }

    private void answer(Exchange exchange) {
        try {
            Optional<Long> run = runs.start(
                    new SyncRequest("api", feeds(exchange.getMessage().getBody(String.class)), false));
            run.ifPresentOrElse(
                    id -> Answer.json(exchange, 202, "{\"run\":" + id + "}", Map.of("Location", "/api/runs/" + id)),
                    () -> new Problem(409, "A run is under way", "Another run is led right now; wait until it ends.")
                            .answer(exchange));
        } catch (UnknownFeed | IllegalArgumentException wrong) {
            new Problem(400, "Wrong request", wrong.getMessage()).answer(exchange);
        } catch (WrongSettings wrong) {
            new Problem(409, "Nothing to sync", wrong.getMessage()).answer(exchange);
        }
    }

    private static List<String> feeds(String body) {
        List<String> feeds = new ArrayList<>();
        if (body == null || body.isBlank()) {
            return feeds;
        }
        try {
            JsonNode named = JSON.readTree(body).path("feeds");
            if (!named.isMissingNode() && !named.isArray()) {
                throw new IllegalArgumentException("feeds is a list of names, such as {\"feeds\":[\"lcs-persons\"]}.");
            }
            named.forEach(name -> feeds.add(name.asText()));
            return feeds;
        } catch (JsonProcessingException notJson) {
            throw new IllegalArgumentException(
                    "The body is not JSON; send {\"feeds\":[\"lcs-persons\"]} or nothing.", notJson);
        }
    }
}
