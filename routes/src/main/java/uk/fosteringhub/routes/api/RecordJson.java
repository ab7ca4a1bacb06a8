package uk.fosteringhub.routes.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import uk.fosteringhub.core.lookup.records.FoundRecord;
import uk.fosteringhub.core.lookup.records.Origin;
import uk.fosteringhub.core.lookup.records.WholeRecord;

/** Everything about a record as JSON: its trace, and what stands around it. */
final class RecordJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private RecordJson() {}

    static String of(WholeRecord record) {
        try {
            ObjectNode document = (ObjectNode) JSON.readTree(TraceJson.of(record.trace()));
            document.put("label", record.record().label());
            document.put("restricted", record.record().restricted());
            record.redirectedTo().ifPresent(to -> document.put("redirectedTo", to));
            ArrayNode from = document.putArray("redirectedFrom");
            record.redirectedFrom().forEach(from::add);
            origins(record, document.putArray("origins"));
            around(record, document);
            return document.toPrettyString();
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("a trace is always JSON", broken);
        }
    }

    private static void origins(WholeRecord record, ArrayNode origins) {
        for (Origin origin : record.origins()) {
            if (origin.value().isPresent()) {
                ObjectNode json = origins.addObject()
                        .put("field", origin.field())
                        .put("value", origin.value().get())
                        .put("rule", word(origin.rule()));
                origin.winner().ifPresent(winner -> json.put("from", winner));
                ArrayNode others = json.putArray("others");
                origin.others().forEach(other -> others.addObject()
                        .put("from", other.name())
                        .put("value", other.value())
                        .put("same", other.same()));
            }
        }
    }

    private static void around(WholeRecord record, ObjectNode document) {
        ArrayNode told = document.putArray("told");
        record.told().forEach(one -> told.addObject()
                .put("change", one.change())
                .put("target", one.target())
                .put("state", one.state())
                .put("answer", one.answer())
                .put("at", one.at().map(Object::toString).orElse(null)));
        ArrayNode pointsTo = document.putArray("pointsTo");
        record.pointsTo()
                .forEach(link -> pointsTo.addObject().put("field", link.field()).set("record", found(link.record())));
        ArrayNode pointedAtBy = document.putArray("pointedAtBy");
        record.pointedAtBy().forEach(pointing -> {
            ArrayNode newest = pointedAtBy
                    .addObject()
                    .put("recordType", pointing.recordType())
                    .put("field", pointing.field())
                    .put("count", pointing.count())
                    .putArray("newest");
            pointing.newest().forEach(one -> newest.add(found(one)));
        });
        ArrayNode failures = document.putArray("failures");
        record.failures().forEach(failure -> failures.addObject()
                .put("id", failure.id())
                .put("feed", failure.feed())
                .put("key", failure.key())
                .put("step", failure.step())
                .put("state", failure.state())
                .put("message", failure.message()));
    }

    private static ObjectNode found(FoundRecord record) {
        return JSON.createObjectNode()
                .put("id", record.id())
                .put("recordType", record.recordType())
                .put("label", record.label())
                .put("ended", record.ended())
                .put("href", "/api/records/" + record.recordType() + "/" + record.id());
    }

    private static String word(Enum<?> word) {
        return word.name().toLowerCase(Locale.ROOT);
    }
}
