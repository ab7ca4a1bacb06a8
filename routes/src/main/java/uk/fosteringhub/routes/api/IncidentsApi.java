package uk.fosteringhub.routes.api;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import org.apache.camel.model.rest.RestParamType;
import uk.fosteringhub.core.watch.Incident;
import uk.fosteringhub.core.watch.Incidents;

/** {@code GET /api/incidents}: what is the matter, and what was. */
final class IncidentsApi extends Endpoint {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Incidents incidents;

    IncidentsApi(Incidents incidents) {
        this.incidents = incidents;
    }

    @Override
    public void configure() {
        inPages(
                        rest("/api/incidents")
                                .get()
                                .id("api-incidents")
                                .tag("incidents")
                                .description("What is the matter, and what was, the newest first. Scope: read.")
                                .param()
                                .name("state")
                                .type(RestParamType.query)
                                .dataType("string")
                                .required(false)
                                .description("open, closed or all; open unless given")
                                .endParam()
                                .produces("application/json")
                                .responseMessage(200, "A page of incidents"),
                        "number")
                .to("direct:api-incidents");
        from("direct:api-incidents").routeId("api-incidents-answer").process(this::answer);
    }

    @Override
    Reply reply(Request request) throws Refused {
        Incidents.Asked asked = request.word("state", Incidents.Asked.class)
                .map(word -> Incidents.Asked.valueOf(word.toUpperCase(Locale.ROOT)))
                .orElse(Incidents.Asked.OPEN);
        ObjectNode document = JSON.createObjectNode();
        var list = document.putArray("incidents");
        for (Incident incident : incidents.of(asked, request.after(), request.limit())) {
            IncidentJson.put(incident, list.addObject());
        }
        return Reply.json(200, document.toPrettyString());
    }
}
