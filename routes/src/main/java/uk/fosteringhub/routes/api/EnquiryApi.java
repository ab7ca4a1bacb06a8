package uk.fosteringhub.routes.api;

import org.apache.camel.model.rest.RestParamType;
import uk.fosteringhub.core.audit.AuditEntry;
import uk.fosteringhub.core.audit.AuditLog;
import uk.fosteringhub.core.lookup.Trace;
import uk.fosteringhub.core.lookup.Traces;
import uk.fosteringhub.core.records.RecordTypes;
import uk.fosteringhub.routes.settings.Scope;

/** {@code GET /api/enquiries/{id}}: an enquiry and how it came to be so. */
final class EnquiryApi extends Endpoint {
    private final Traces traces;
    private final AuditLog audit;

    EnquiryApi(Traces traces, AuditLog audit) {
        this.traces = traces;
        this.audit = audit;
    }

    @Override
    public void configure() {
        rest("/api/enquiries")
                .get("/{id}")
                .id("api-enquiry")
                .tag("look up")
                .description(
                        "An enquiry by its hub id: what is held true, what each system says, which value comes from"
                                + " whom, and every change. Scope: read; restricted for restricted persons.")
                .produces("application/json")
                .param()
                .name("id")
                .type(RestParamType.path)
                .dataType("integer")
                .endParam()
                .responseMessage(200, "The enquiry and its trace")
                .responseMessage(404, "None of this number that you may see")
                .to("direct:api-enquiry");
        from("direct:api-enquiry").routeId("api-enquiry-answer").process(this::answer);
    }

    @Override
    Reply reply(Request request) throws Refused {
        return request.id()
                .flatMap(id -> traces.of(RecordTypes.ENQUIRY, id))
                // nobody is told that there is something to hide
                .filter(trace -> !trace.restricted() || request.caller().may(Scope.RESTRICTED))
                .map(trace -> {
                    noteThatItIsShown(request.caller(), trace);
                    return Reply.json(200, TraceJson.of(trace));
                })
                .orElseThrow(() ->
                        new Refused(404, "No such enquiry", "There is no enquiry of this number that you may see."));
    }

    /** A program is shown the values as they are: what a person gives a reason for. */
    private void noteThatItIsShown(Caller caller, Trace trace) {
        audit.write(AuditEntry.of(caller.actor(), "read", trace.recordType() + " " + trace.entity())
                .about(trace.entity()));
    }
}
