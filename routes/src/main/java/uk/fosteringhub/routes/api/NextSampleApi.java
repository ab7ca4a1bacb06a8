package uk.fosteringhub.routes.api;

import org.apache.camel.model.rest.RestParamType;
import uk.fosteringhub.core.identity.decide.IdentityDesk;
import uk.fosteringhub.routes.identity.IdentityJson;

/** {@code GET /api/identity/samples/{month}}: the next link of a month's sample that nobody has judged. */
final class NextSampleApi extends IdentityEndpoint {
    NextSampleApi(IdentityDesk desk) {
        super(desk);
    }

    @Override
    public void configure() {
        rest("/api/identity/samples")
                .get("/{month}")
                .id("api-next-sample")
                .tag("identity")
                .description("The next automatic link of a month's sample to be judged: what both records say, masked,"
                        + " and nothing of what the rules thought. Scope: read; restricted for restricted persons.")
                .produces("application/json")
                .param()
                .name("month")
                .type(RestParamType.path)
                .dataType("string")
                .description("Such as 2026-03")
                .endParam()
                .responseMessage(200, "A link; an empty object if all are judged")
                .to("direct:api-next-sample");
        from("direct:api-next-sample").routeId("api-next-sample-answer").process(this::answer);
    }

    @Override
    Reply carryOut(Request request) throws Refused {
        return Reply.json(
                200, IdentityJson.question(desk.sample().next(month(request), restricted(request)), desk.queue()));
    }
}
