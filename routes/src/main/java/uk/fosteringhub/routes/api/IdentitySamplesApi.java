package uk.fosteringhub.routes.api;

import uk.fosteringhub.core.identity.decide.IdentityDesk;
import uk.fosteringhub.routes.identity.IdentityJson;

/** {@code GET /api/identity/samples}: how right the automatic links of each month are. */
final class IdentitySamplesApi extends IdentityEndpoint {
    IdentitySamplesApi(IdentityDesk desk) {
        super(desk);
    }

    @Override
    public void configure() {
        rest("/api/identity/samples")
                .get()
                .id("api-identity-samples")
                .tag("identity")
                .description("The blind samples of automatic links by month: how many were judged, and the share of the"
                        + " right ones with its 95% interval. Scope: read.")
                .produces("application/json")
                .responseMessage(200, "The months, the newest first")
                .to("direct:api-identity-samples");
        from("direct:api-identity-samples")
                .routeId("api-identity-samples-answer")
                .process(this::answer);
    }

    @Override
    Reply carryOut(Request request) {
        return Reply.json(200, IdentityJson.samples(desk.sample().months()));
    }
}
