package uk.fosteringhub.routes.api;

import java.util.Optional;
import uk.fosteringhub.core.identity.decide.IdentityDesk;
import uk.fosteringhub.core.identity.decide.PairHalf;
import uk.fosteringhub.core.identity.decide.PairView;
import uk.fosteringhub.core.reveal.RestrictedViews;
import uk.fosteringhub.core.reveal.Subject;
import uk.fosteringhub.routes.identity.IdentityJson;

/** {@code GET /api/identity/pairs/{id}}: one pair, what both records say (masked), and how far they agree. */
final class IdentityPairApi extends IdentityEndpoint {
    private final RestrictedViews views;

    IdentityPairApi(IdentityDesk desk, RestrictedViews views) {
        super(desk);
        this.views = views;
    }

    @Override
    public void configure() {
        Params.id(
                        rest("/api/identity/pairs")
                                .get("/{id}")
                                .id("api-identity-pair")
                                .tag("identity")
                                .description("A pair of records: what both say, masked; what agrees and what does not,"
                                        + " in words and bits; what was decided. Scope: read; restricted for"
                                        + " restricted persons.")
                                .produces("application/json"),
                        "Number of the pair")
                .responseMessage(200, "The pair")
                .responseMessage(404, "None of this number that you may see")
                .to("direct:api-identity-pair");
        from("direct:api-identity-pair").routeId("api-identity-pair-answer").process(this::answer);
    }

    @Override
    Reply carryOut(Request request) throws Refused {
        PairView pair = desk.queue().one(id(request), restricted(request)).orElseThrow(IdentityEndpoint::none);
        note(request, pair.one());
        note(request, pair.other());
        return Reply.json(200, IdentityJson.pair(pair, desk.queue()));
    }

    private void note(Request request, PairHalf half) {
        if (half.restricted()) {
            views.note(
                    request.caller().actor(), Subject.record(half.type(), half.entity()), Optional.of(half.entity()));
        }
    }
}
