package uk.fosteringhub.routes.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import uk.fosteringhub.core.lookup.ListedFailure;

/** A failure as JSON. */
final class FailureJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private FailureJson() {}

    static ObjectNode of(ListedFailure failure) {
        return JSON.createObjectNode()
                .put("id", failure.id())
                .put("feed", failure.feed())
                .put("key", failure.key())
                .put("delivery", failure.delivery())
                .put("run", failure.run())
                .put("line", failure.line())
                .put("step", failure.step())
                .put("rule", failure.rule())
                .put("column", failure.column())
                .put("field", failure.field())
                .put("message", failure.message())
                .put("state", failure.state())
                .put("outcome", failure.outcome())
                .put("seen", failure.seen())
                .put("firstSeen", failure.firstSeen().toString())
                .put("lastSeen", failure.lastSeen().toString());
    }

    static ObjectNode whole(ListedFailure failure) {
        try {
            ObjectNode document = of(failure);
            document.set("problems", JSON.readTree(failure.problems()));
            return document;
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("the database keeps only JSON here", impossible);
        }
    }
}
