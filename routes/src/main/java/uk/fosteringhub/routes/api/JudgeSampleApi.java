package uk.fosteringhub.routes.api;

import org.apache.camel.model.rest.RestParamType;
import uk.fosteringhub.core.identity.decide.DecisionRefused;
import uk.fosteringhub.core.identity.decide.IdentityDesk;

/** {@code POST /api/identity/samples/{month}/{id}}: judges a link of a sample. */
final class JudgeSampleApi extends IdentityEndpoint {
    JudgeSampleApi(IdentityDesk desk) {
        super(desk);
    }

    @Override
    public void configure() {
        Params.body(
                        Params.id(
                                rest("/api/identity/samples")
                                        .post("/{month}/{id}")
                                        .id("api-judge-sample")
                                        .tag("identity")
                                        .description("Judge an automatic link of a month's sample: same, different or"
                                                + " unsure. One found wrong comes into the queue. Scope: operate.")
                                        .produces("application/json")
                                        .param()
                                        .name("month")
                                        .type(RestParamType.path)
                                        .dataType("string")
                                        .description("Such as 2026-03")
                                        .endParam(),
                                "Its place in the sample"),
                        "{\"verdict\":\"same\",\"reason\":\"\"}")
                .responseMessage(200, "Taken")
                .responseMessage(404, "None of this place that you may see")
                .responseMessage(409, "Somebody was faster")
                .to("direct:api-judge-sample");
        from("direct:api-judge-sample").routeId("api-judge-sample-answer").process(this::answer);
    }

    @Override
    Reply carryOut(Request request) throws Refused, DecisionRefused {
        Body body = Body.required(request);
        int place = (int) Math.min(Integer.MAX_VALUE, id(request));
        desk.sample()
                .judge(
                        month(request),
                        place,
                        verdict(body),
                        body.text("reason"),
                        request.caller().actor(),
                        restricted(request));
        return Reply.json(200, "{\"judged\":" + place + "}");
    }
}
