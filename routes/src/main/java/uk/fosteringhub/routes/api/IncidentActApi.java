package uk.fosteringhub.routes.api;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.apache.camel.model.rest.RestParamType;
import uk.fosteringhub.core.watch.Incident;
import uk.fosteringhub.core.watch.Incidents;

/** {@code POST /api/incidents/{id}/acknowledge} and {@code /close}. */
final class IncidentActApi extends Endpoint {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Incidents incidents;
    private final boolean close;

    /** @param close whether it closes an incident; otherwise it takes one on */
    IncidentActApi(Incidents incidents, boolean close) {
        this.incidents = incidents;
        this.close = close;
    }

    @Override
    public void configure() {
        String word = close ? "close" : "acknowledge";
        String id = "api-incident-" + word;
        rest("/api/incidents")
                .post("/{id}/" + word)
                .id(id)
                .tag("incidents")
                .description(
                        close
                                ? "Close an incident; the body says why: {\"reason\":\"…\"}. It is not opened again for the same. Scope: operate."
                                : "Take an incident on, so that it is not escalated by time; the body may say what is done: {\"note\":\"…\"}. Scope: operate.")
                .param()
                .name("id")
                .type(RestParamType.path)
                .dataType("integer")
                .endParam()
                .param()
                .name("body")
                .type(RestParamType.body)
                .dataType("object")
                .required(close)
                .endParam()
                .produces("application/json")
                .responseMessage(200, "The incident as it is now")
                .responseMessage(400, "No reason, or a wrong body")
                .responseMessage(404, "None of this number")
                .responseMessage(409, "It is closed already")
                .to("direct:" + id);
        from("direct:" + id).routeId(id + "-answer").process(this::answer);
    }

    @Override
    Reply reply(Request request) throws Refused {
        long id = request.id()
                .filter(number -> incidents.one(number).isPresent())
                .orElseThrow(() -> new Refused(404, "No such incident", "There is no incident of this number."));
        String actor = request.caller().actor();
        Optional<Incident> done = close
                ? incidents.close(id, actor, Words.required(request, "reason"))
                : incidents.acknowledge(id, actor, Words.optional(request, "note"));
        ObjectNode document = JSON.createObjectNode();
        IncidentJson.put(
                done.orElseThrow(() -> new Refused(409, "Closed already", "The incident is closed already.")),
                document);
        return Reply.json(200, document.toPrettyString());
    }
}
