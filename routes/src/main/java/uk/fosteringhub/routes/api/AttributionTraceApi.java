package uk.fosteringhub.routes.api;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.apache.camel.model.rest.RestParamType;
import uk.fosteringhub.core.attribution.store.EnquiryTrace;
import uk.fosteringhub.core.attribution.store.EnquiryTraces;
import uk.fosteringhub.core.lookup.Traces;
import uk.fosteringhub.core.records.RecordTypes;
import uk.fosteringhub.routes.settings.Scope;

/** {@code GET /api/attribution/enquiries/{id}}: what caused an enquiry, by every model, and why. */
final class AttributionTraceApi extends Endpoint {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final EnquiryTraces traces;
    private final Traces records;

    AttributionTraceApi(EnquiryTraces traces, Traces records) {
        this.traces = traces;
        this.records = records;
    }

    @Override
    public void configure() {
        rest("/api/attribution")
                .get("/enquiries/{id}")
                .id("api-attribution-enquiry")
                .tag("attribution")
                .description(
                        "What caused an enquiry: its touchpoints with their evidence, what each system claims, what"
                                + " each model says and why. Scope: read; restricted for restricted persons.")
                .produces("application/json")
                .param()
                .name("id")
                .type(RestParamType.path)
                .dataType("integer")
                .endParam()
                .responseMessage(200, "The trace")
                .responseMessage(404, "None of this number that you may see")
                .to("direct:api-attribution-enquiry");
        from("direct:api-attribution-enquiry")
                .routeId("api-attribution-enquiry-answer")
                .process(this::answer);
    }

    @Override
    Reply reply(Request request) throws Refused {
        return request.id()
                .filter(id -> records.of(RecordTypes.ENQUIRY, id)
                        // nobody is told that there is something to hide
                        .filter(record ->
                                !record.restricted() || request.caller().may(Scope.RESTRICTED))
                        .isPresent())
                .flatMap(traces::of)
                .map(trace -> Reply.json(200, json(trace).toPrettyString()))
                .orElseThrow(() ->
                        new Refused(404, "No such enquiry", "There is no enquiry of this number that you may see."));
    }

    private static ObjectNode json(EnquiryTrace trace) {
        ObjectNode document = JSON.createObjectNode()
                .put("id", trace.enquiry())
                .put("summary", trace.summary())
                .put("enquiredAt", trace.enquiredAt().toString())
                .put("carriedBy", trace.carriedBy())
                .put("contradicting", trace.contradicting())
                .put("redirect", trace.redirect())
                .put("rules", trace.rules());
        trace.correction().ifPresent(correction -> document.putObject("correction")
                .put("channel", correction.channel())
                .put("campaign", correction.campaign())
                .put("reason", correction.reason())
                .put("by", correction.by())
                .put("at", correction.at().toString()));
        ArrayNode stages = document.putArray("stages");
        trace.stages().forEach(stage -> stages.addObject()
                .put("stage", stage.stage())
                .put("on", stage.on().toString()));
        ArrayNode steps = document.putArray("touchpoints");
        trace.steps().forEach(step -> step(steps.addObject(), step));
        ArrayNode claims = document.putArray("claims");
        trace.claims().forEach(claim -> claims.addObject()
                .put("system", claim.system())
                .put("key", claim.key())
                .put("said", claim.said())
                .put("channel", claim.channel()));
        ArrayNode models = document.putArray("models");
        trace.models().forEach(verdict -> {
            ObjectNode model = models.addObject().put("model", verdict.model()).put("why", verdict.why());
            ArrayNode shares = model.putArray("credit");
            verdict.shares().forEach(share -> shares.addObject()
                    .put("channel", share.channel())
                    .put("label", share.label())
                    .put("credit", share.credit()));
        });
        return document;
    }

    private static void step(ObjectNode object, EnquiryTrace.Step step) {
        object.put("record", step.entity())
                .put("at", step.at().toString())
                .put("channel", step.channel())
                .put("label", step.label())
                .put("kind", step.kind().word())
                .put("campaign", step.campaign())
                .put("evidence", step.evidence().name())
                .put("confidence", step.confidence())
                .put("inferred", step.inferred())
                .put("received", step.received())
                .put("rule", step.rule())
                .put("why", step.why());
        ArrayNode raw = object.putArray("sources");
        step.raw().forEach(one -> raw.addObject()
                .put("system", one.system())
                .put("key", one.key())
                .put("feed", one.feed())
                .put("delivery", one.delivery())
                .put("line", one.line()));
    }
}
