package uk.fosteringhub.routes.api;

import uk.fosteringhub.core.identity.decide.DecisionRefused;
import uk.fosteringhub.core.identity.decide.Decisions;
import uk.fosteringhub.core.identity.decide.IdentityDesk;
import uk.fosteringhub.routes.identity.IdentityJson;

/** {@code POST /api/identity/pairs/{id}/decide}: says whether two records are about one person. */
final class DecidePairApi extends IdentityEndpoint {
    private final Runnable handOn;

    /** @param handOn lets waiting changes be handed on at once */
    DecidePairApi(IdentityDesk desk, Runnable handOn) {
        super(desk);
        this.handOn = handOn;
    }

    @Override
    public void configure() {
        Params.body(
                        Params.id(
                                rest("/api/identity/pairs")
                                        .post("/{id}/decide")
                                        .id("api-decide-pair")
                                        .tag("identity")
                                        .description("Say that two records are the same person, different or not to be"
                                                + " told (same, different, unsure), or take that back (taken_back)."
                                                + " Scope: operate; restricted for restricted persons.")
                                        .produces("application/json"),
                                "Number of the pair"),
                        "{\"version\":3,\"verdict\":\"same\",\"reason\":\"letters compared\"}")
                .responseMessage(
                        200, "Taken; effect says whether it stands, waits for a second person, or was not agreed")
                .responseMessage(404, "None of this number that you may see")
                .responseMessage(409, "Somebody was faster, or the records have changed")
                .responseMessage(422, "It contradicts what people decided")
                .to("direct:api-decide-pair");
        from("direct:api-decide-pair").routeId("api-decide-pair-answer").process(this::answer);
    }

    @Override
    Reply carryOut(Request request) throws Refused, DecisionRefused {
        Body body = Body.required(request);
        Decisions.Outcome outcome = desk.decisions()
                .decide(new Decisions.Wanted(
                        id(request),
                        body.version(),
                        verdict(body),
                        body.text("reason"),
                        request.caller().actor(),
                        restricted(request)));
        handOn.run();
        return Reply.json(200, IdentityJson.outcome(outcome));
    }
}
