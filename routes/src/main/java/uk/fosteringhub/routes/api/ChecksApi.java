package uk.fosteringhub.routes.api;

import org.apache.camel.model.rest.RestParamType;
import uk.fosteringhub.core.lookup.CheckList;
import uk.fosteringhub.routes.settings.Scope;

/** {@code GET /api/checks}: the checks on persons, with their dates. */
final class ChecksApi extends Endpoint {
    private final CheckList checks;

    ChecksApi(CheckList checks) {
        this.checks = checks;
    }

    @Override
    public void configure() {
        inPages(
                        rest("/api/checks")
                                .get()
                                .id("api-checks")
                                .tag("look up")
                                .description(
                                        "Checks on persons in the order of their hub ids: kind, status, dates, and the"
                                                + " hub ids they are about; no names and no certificate numbers. Scope:"
                                                + " read; restricted for restricted persons.")
                                .produces("application/json")
                                .param()
                                .name("status")
                                .type(RestParamType.query)
                                .dataType("string")
                                .required(false)
                                .description("Only those of this status")
                                .endParam()
                                .responseMessage(200, "A page of checks"),
                        "hub id")
                .to("direct:api-checks");
        from("direct:api-checks").routeId("api-checks-answer").process(this::answer);
    }

    @Override
    Reply reply(Request request) throws Refused {
        boolean restricted = request.caller().may(Scope.RESTRICTED);
        return Reply.json(
                200,
                "{\"checks\":["
                        + String.join(
                                ",", checks.of(request.query("status"), request.after(), request.limit(), restricted))
                        + "]}");
    }
}
