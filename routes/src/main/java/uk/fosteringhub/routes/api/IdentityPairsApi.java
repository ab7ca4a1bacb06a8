package uk.fosteringhub.routes.api;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import uk.fosteringhub.core.identity.decide.Consequence;
import uk.fosteringhub.core.identity.decide.IdentityDesk;
import uk.fosteringhub.core.identity.decide.ReviewQueue;
import uk.fosteringhub.core.records.RecordTypes;
import uk.fosteringhub.routes.identity.IdentityJson;

/** {@code GET /api/identity/pairs}: which pairs of records wait for a person. */
final class IdentityPairsApi extends IdentityEndpoint {
    private static final Map<String, String> PARAMETERS = Map.of(
            "which", "all, waiting, second, unsure or doubted; all unless given",
            "record", "Only pairs with such a record, such as person",
            "system", "Only pairs of which this system speaks",
            "touches", "approved_carer, placement, child, open_check or open_enquiry");

    IdentityPairsApi(IdentityDesk desk) {
        super(desk);
    }

    @Override
    public void configure() {
        inPages(
                        Params.query(
                                rest("/api/identity/pairs")
                                        .get()
                                        .id("api-identity-pairs")
                                        .tag("identity")
                                        .description(
                                                "Pairs of records of which a person has to say whether they are about one"
                                                        + " person: those first that touch most if they are wrong. Scope:"
                                                        + " read; restricted for restricted persons.")
                                        .produces("application/json"),
                                PARAMETERS),
                        "pair")
                .responseMessage(200, "A page of pairs")
                .to("direct:api-identity-pairs");
        from("direct:api-identity-pairs").routeId("api-identity-pairs-answer").process(this::answer);
    }

    @Override
    Reply carryOut(Request request) throws Refused {
        ReviewQueue.Filter filter = new ReviewQueue.Filter(
                request.word("which", ReviewQueue.Which.class)
                        .map(word -> ReviewQueue.Which.valueOf(word.toUpperCase(Locale.ROOT)))
                        .orElse(ReviewQueue.Which.ALL),
                request.query("record").flatMap(RecordTypes::named),
                request.query("system"),
                Optional.empty(),
                restricted(request));
        Optional<String> touches = request.word("touches", Consequence.class);
        if (touches.isPresent()) {
            filter = new ReviewQueue.Filter(
                    filter.which(),
                    filter.type(),
                    filter.system(),
                    Optional.of(Consequence.valueOf(touches.get().toUpperCase(Locale.ROOT))),
                    filter.restricted());
        }
        return Reply.json(
                200,
                IdentityJson.queue(
                        desk.queue().list(filter, request.after(), request.limit()),
                        desk.queue().count(filter)));
    }
}
