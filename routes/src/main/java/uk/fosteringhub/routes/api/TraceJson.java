package uk.fosteringhub.routes.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import uk.fosteringhub.core.lookup.Trace;

/** A golden record with its trace as JSON. */
final class TraceJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private TraceJson() {}

    static String of(Trace trace) {
        ObjectNode document = JSON.createObjectNode()
                .put("id", trace.entity())
                .put("recordType", trace.recordType())
                .put("version", trace.version())
                .put("validFrom", trace.validFrom().toString())
                .put("endedAt", trace.endedAt().map(Object::toString).orElse(null))
                .put("changedAt", trace.changedAt().toString());
        JsonNode values = read(trace.values());
        document.set("record", values);
        document.set("provenance", provenance(values, read(trace.provenance())));
        var contributions = document.putArray("contributions");
        for (Trace.Said said : trace.said()) {
            ObjectNode node = contributions
                    .addObject()
                    .put("system", said.system())
                    .put("keyspace", said.keyspace())
                    .put("key", said.key())
                    .put("state", said.state())
                    .put("feed", said.feed())
                    .put("delivery", said.delivery())
                    .put("line", said.line());
            said.modifiedAt().ifPresent(at -> node.put("modifiedAt", at.toString()));
            node.set("values", read(said.values()));
        }
        var changes = document.putArray("changes");
        for (Trace.Version version : trace.history()) {
            ObjectNode node = changes.addObject()
                    .put("version", version.version())
                    .put("change", version.change())
                    .put("kind", version.kind())
                    .put("cause", version.cause())
                    .put("delivery", version.delivery())
                    .put("at", version.at().toString());
            version.before().ifPresent(before -> node.set("before", read(before)));
            version.after().ifPresent(after -> node.set("after", read(after)));
        }
        return document.toPrettyString();
    }

    /** For each field its contribution, also where one stands for all. */
    private static ObjectNode provenance(JsonNode values, JsonNode stored) {
        ObjectNode provenance = JSON.createObjectNode();
        values.fieldNames().forEachRemaining(field -> {
            JsonNode source = stored.path(stored.has(field) ? field : "*");
            if (!source.isMissingNode()) {
                provenance.set(field, source);
            }
        });
        return provenance;
    }

    private static JsonNode read(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("the database keeps only JSON here", impossible);
        }
    }
}
