package uk.fosteringhub.routes.api;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import org.apache.camel.model.rest.RestParamType;
import uk.fosteringhub.core.lookup.Trace;
import uk.fosteringhub.core.lookup.Traces;
import uk.fosteringhub.core.records.RecordTypes;
import uk.fosteringhub.routes.settings.Scope;

/** {@code GET /api/enquiries}: finds enquiries by a source key or the regional referral id. */
final class FindEnquiryApi extends Endpoint {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Traces traces;

    FindEnquiryApi(Traces traces) {
        this.traces = traces;
    }

    @Override
    public void configure() {
        rest("/api/enquiries")
                .get()
                .id("api-find-enquiry")
                .tag("look up")
                .description(
                        "Enquiries by the key that a system knows them by (system and key), or by the regional referral"
                                + " id (referral). Scope: read; restricted for restricted persons.")
                .produces("application/json")
                .param()
                .name("system")
                .type(RestParamType.query)
                .dataType("string")
                .required(false)
                .description("Whose key it is, such as lcs")
                .endParam()
                .param()
                .name("key")
                .type(RestParamType.query)
                .dataType("string")
                .required(false)
                .description("The key")
                .endParam()
                .param()
                .name("referral")
                .type(RestParamType.query)
                .dataType("string")
                .required(false)
                .description("Regional referral id")
                .endParam()
                .responseMessage(200, "Those found, perhaps none")
                .responseMessage(400, "Neither system and key nor referral")
                .to("direct:api-find-enquiry");
        from("direct:api-find-enquiry").routeId("api-find-enquiry-answer").process(this::answer);
    }

    @Override
    Reply reply(Request request) throws Refused {
        ObjectNode document = JSON.createObjectNode();
        ArrayNode found = document.putArray("enquiries");
        for (long entity : entities(request)) {
            Optional<Trace> trace = traces.of(RecordTypes.ENQUIRY, entity)
                    .filter(one -> !one.restricted() || request.caller().may(Scope.RESTRICTED));
            trace.ifPresent(one -> found.addObject()
                    .put("id", one.entity())
                    .put("version", one.version())
                    .put("changedAt", one.changedAt().toString())
                    .put("href", "/api/enquiries/" + one.entity()));
        }
        return Reply.json(200, document.toPrettyString());
    }

    private List<Long> entities(Request request) throws Refused {
        Optional<String> system = request.query("system");
        Optional<String> key = request.query("key");
        if (system.isPresent() && key.isPresent()) {
            return traces.bySourceKey(RecordTypes.ENQUIRY, system.get(), key.get());
        }
        Optional<String> referral = request.query("referral");
        if (referral.isPresent()) {
            return traces.enquiriesByReferral(referral.get());
        }
        throw new Refused(
                400, "Wrong parameters", "Say system and key, such as ?system=lcs&key=4711, or ?referral=R-1.");
    }
}
