package uk.fosteringhub.routes.api;

import java.util.Optional;
import org.apache.camel.model.rest.RestDefinition;
import org.apache.camel.model.rest.RestParamType;
import uk.fosteringhub.core.corrections.Correction;
import uk.fosteringhub.core.corrections.Corrections;
import uk.fosteringhub.core.failures.FailureQuery;
import uk.fosteringhub.core.failures.FailureRefused;
import uk.fosteringhub.core.failures.WrongQuery;
import uk.fosteringhub.core.replay.FailureWork;
import uk.fosteringhub.core.replay.ReplaySet;
import uk.fosteringhub.core.replay.ReplaySets;
import uk.fosteringhub.routes.failures.FailureJson;

/** {@code POST /api/replays}: failures are taken through again; or only looked at, what would become of them. */
final class ConfirmReplayApi extends FailureEndpoint {
    private static final int MOST_LOOKED_AT = 10_000;

    private final boolean preview;

    /** @param preview {@code POST /api/replays/preview} */
    ConfirmReplayApi(FailureWork work, boolean preview) {
        super(work);
        this.preview = preview;
    }

    @Override
    public void configure() {
        String name = preview ? "api-preview-replay" : "api-confirm-replay";
        RestDefinition replays = rest("/api/replays");
        (preview ? replays.post("/preview") : replays.post())
                .id(name)
                .tag("replays")
                .description((preview
                                ? "What would become of failures if they were taken through now"
                                : "Take failures through again; the set is frozen now. Sent twice with the same token,"
                                        + " it is one")
                        + ": {\"query\":\"feed:lcs-persons rule:date\",\"token\":\"…\",\"rate\":200,\"reason\":\"…\","
                        + "\"correction\":{\"mapping\":\"lcs/persons\",\"column\":\"…\",\"value\":\"…\",\"replacement\":\"…\",\"standing\":true}}."
                        + " Scope: operate.")
                .produces("application/json")
                .param()
                .name("body")
                .type(RestParamType.body)
                .dataType("object")
                .endParam()
                .responseMessage(
                        preview ? 200 : 202, preview ? "What would become of them" : "Confirmed; follow Location")
                .responseMessage(422, "It cannot be done")
                .to("direct:" + name);
        from("direct:" + name).routeId(name + "-answer").process(this::answer);
    }

    @Override
    Reply carryOut(Request request) throws Refused, FailureRefused, WrongQuery {
        Body body = Body.of(request);
        String query = body.text("query");
        Optional<Body> part = body.part("correction");
        Optional<Corrections.Wanted> fix =
                part.isPresent() ? Optional.of(correction(part.get(), body.text("reason"))) : Optional.empty();
        if (preview) {
            Optional<Correction.Fix> looked = fix.map(Corrections.Wanted::fix);
            return Reply.json(
                    200, FailureJson.of(work.replays().previews().of(FailureQuery.of(query), looked, MOST_LOOKED_AT)));
        }
        String title = body.text("title").isEmpty()
                ? "Replay of " + (query.isEmpty() ? "all that is open" : query)
                : body.text("title");
        ReplaySet set = work.replays()
                .sets()
                .confirm(new ReplaySets.Wanted(
                        body.text("token"),
                        title,
                        query,
                        fix,
                        body.number("rate", ReplaySets.USUAL_RATE),
                        request.caller().actor()));
        return Reply.json(202, FailureJson.of(set).toPrettyString()).with("Location", "/api/replays/" + set.id());
    }
}
