package uk.fosteringhub.routes.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import org.apache.camel.model.rest.RestParamType;
import uk.fosteringhub.core.push.PushLog;
import uk.fosteringhub.core.push.PushedState;
import uk.fosteringhub.routes.settings.Scope;

/** {@code GET /api/pushed/{id}}: what became of a pushed record. */
final class PushedApi extends Endpoint {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final PushLog log;

    PushedApi(PushLog log) {
        this.log = log;
    }

    @Override
    public void configure() {
        rest("/api/pushed")
                .get("/{id}")
                .id("api-pushed")
                .tag("push")
                .description(
                        "What became of a pushed record: received, stored with the hub id of its entity, or failed and"
                                + " why. Scope: push or read; who may only push sees their own.")
                .produces("application/json")
                .param()
                .name("id")
                .type(RestParamType.path)
                .dataType("integer")
                .endParam()
                .responseMessage(200, "How it fares")
                .responseMessage(404, "None of this number, or not yours")
                .to("direct:api-pushed");
        from("direct:api-pushed").routeId("api-pushed-answer").process(this::answer);
    }

    @Override
    Reply reply(Request request) throws Refused {
        return request.id()
                .flatMap(log::state)
                .filter(pushed -> pushed.credential().equals(request.caller().name())
                        || request.caller().may(Scope.READ))
                .map(pushed -> Reply.json(200, json(pushed)))
                .orElseThrow(() -> new Refused(
                        404, "No such record", "There is no pushed record of this number that you may see."));
    }

    private static String json(PushedState pushed) {
        ObjectNode document = JSON.createObjectNode()
                .put("id", pushed.id())
                .put("feed", pushed.feed())
                .put("state", pushed.stage().name().toLowerCase(Locale.ROOT))
                .put("receivedAt", pushed.receivedAt().toString());
        pushed.settledAt().ifPresent(at -> document.put("settledAt", at.toString()));
        pushed.entity().ifPresent(entity -> document.put("entity", entity));
        pushed.problems().ifPresent(problems -> {
            try {
                document.set("errors", JSON.readTree(problems));
            } catch (JsonProcessingException impossible) {
                throw new IllegalStateException("the database keeps only JSON here", impossible);
            }
        });
        return document.toPrettyString();
    }
}
