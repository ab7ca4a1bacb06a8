package uk.fosteringhub.routes.api;

import com.fasterxml.jackson.databind.JsonNode;
import uk.fosteringhub.core.differences.DifferenceList;
import uk.fosteringhub.core.differences.ListedDifference;
import uk.fosteringhub.routes.settings.Scope;

/** {@code POST /api/differences/{id}/accept}: lets a difference stay, for a reason. */
final class AcceptDifferenceApi extends Endpoint {
    private final DifferenceList differences;

    AcceptDifferenceApi(DifferenceList differences) {
        this.differences = differences;
    }

    @Override
    public void configure() {
        Params.body(
                        Params.id(
                                rest("/api/differences")
                                        .post("/{id}/accept")
                                        .id("api-accept-difference")
                                        .tag("differences")
                                        .description(
                                                "Let a difference stay as long as both systems say what they say now."
                                                        + " Scope: operate.")
                                        .produces("application/json"),
                                "Number of the difference"),
                        "{\"reason\":\"her own wish\"}")
                .responseMessage(200, "Accepted")
                .responseMessage(404, "None of this number that you may see")
                .responseMessage(409, "It is no longer so")
                .to("direct:api-accept-difference");
        from("direct:api-accept-difference")
                .routeId("api-accept-difference-answer")
                .process(this::answer);
    }

    @Override
    Reply reply(Request request) throws Refused {
        JsonNode body = Body.required(request).object();
        ListedDifference seen = request.id()
                .flatMap(id -> differences.one(id, request.caller().may(Scope.RESTRICTED)))
                .orElseThrow(() -> new Refused(
                        404, "No such difference", "There is no difference of this number that you may see."));
        String reason = body.path("reason").asText("");
        if (reason.isBlank()) {
            throw Refused.of(400, "Wrong request", "reason", "Say why, such as {\"reason\":\"her own wish\"}.");
        }
        if (!differences.accept(seen, reason, request.caller().actor())) {
            throw new Refused(409, "No longer so", "One of the two systems says something else by now; look again.");
        }
        return Reply.json(200, "{\"accepted\":" + seen.id() + "}");
    }
}
