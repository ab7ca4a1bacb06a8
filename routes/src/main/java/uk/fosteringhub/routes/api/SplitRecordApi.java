package uk.fosteringhub.routes.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Set;
import org.apache.camel.model.rest.RestParamType;
import uk.fosteringhub.core.identity.decide.DecisionRefused;
import uk.fosteringhub.core.identity.decide.Decisions;
import uk.fosteringhub.core.identity.decide.IdentityDesk;
import uk.fosteringhub.core.identity.decide.PersonRecord;
import uk.fosteringhub.routes.identity.IdentityJson;

/** {@code POST /api/identity/split/{type}/{id}}: takes a record apart. */
final class SplitRecordApi extends IdentityEndpoint {
    private final Runnable handOn;

    /** @param handOn lets waiting changes be handed on at once */
    SplitRecordApi(IdentityDesk desk, Runnable handOn) {
        super(desk);
        this.handOn = handOn;
    }

    @Override
    public void configure() {
        Params.body(
                        Params.id(
                                rest("/api/identity/split")
                                        .post("/{type}/{id}")
                                        .id("api-split-record")
                                        .tag("identity")
                                        .description(
                                                "Take a record apart: the source records named become another's, and"
                                                        + " nothing brings them together again unless a person takes that back."
                                                        + " Answers with who had seen it as one. Scope: operate; restricted for"
                                                        + " restricted persons.")
                                        .produces("application/json")
                                        .param()
                                        .name("type")
                                        .type(RestParamType.path)
                                        .dataType("string")
                                        .description("Such as person")
                                        .endParam(),
                                "Hub id"),
                        "{\"seen\":\"fingerprint from GET /api/identity/why\",\"goes\":[{\"source\":3,\"key\":\"P1\"}],"
                                + "\"reason\":\"twins\"}")
                .responseMessage(200, "The split")
                .responseMessage(404, "None of this type and number that you may see")
                .responseMessage(409, "It is made of other records by now")
                .responseMessage(422, "Nothing would go, or nothing would stay")
                .to("direct:api-split-record");
        from("direct:api-split-record").routeId("api-split-record-answer").process(this::answer);
    }

    @Override
    Reply carryOut(Request request) throws Refused, DecisionRefused {
        Body body = Body.required(request);
        Set<PersonRecord> goes = new HashSet<>();
        for (JsonNode record : body.object().path("goes")) {
            goes.add(new PersonRecord(
                    record.path("source").asInt(), record.path("key").asText("")));
        }
        String split = IdentityJson.split(desk.decisions()
                .split(new Decisions.WantedSplit(
                        type(request),
                        id(request),
                        body.text("seen"),
                        goes,
                        body.text("reason"),
                        request.caller().actor(),
                        restricted(request))));
        handOn.run();
        return Reply.json(200, split);
    }
}
