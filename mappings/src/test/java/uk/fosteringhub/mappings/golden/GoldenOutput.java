package uk.fosteringhub.mappings.golden;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import uk.fosteringhub.core.intake.RawRecord;
import uk.fosteringhub.core.mapping.HeaderProblem;
import uk.fosteringhub.core.mapping.MappingProblem;
import uk.fosteringhub.core.mapping.MappingResult;
import uk.fosteringhub.core.mapping.RecordMapping;
import uk.fosteringhub.core.mapping.RowMapper;
import uk.fosteringhub.core.mapping.UnmappedCode;
import uk.fosteringhub.core.records.CanonicalRecord;

/** What a mapping makes of a golden input, as JSON: one element for each record. */
final class GoldenOutput {
    private static final ObjectMapper JSON = new ObjectMapper();

    private GoldenOutput() {}

    static ArrayNode of(GoldenInput input, RecordMapping mapping) throws HeaderProblem {
        RowMapper mapper = mapping.bind(input.header());
        ArrayNode results = JSON.createArrayNode();
        for (RawRecord raw : input.records()) {
            ObjectNode result = results.addObject();
            result.put("line", raw.line());
            result.put("key", mapper.key(raw));
            MappingResult mapped = mapper.map(raw);
            if (mapped.failed()) {
                mapped.problems().forEach(problem -> problem(result.withArrayProperty("problems"), problem));
            } else {
                record(result, mapped.record());
            }
            for (UnmappedCode code : mapped.unmapped()) {
                result.withArrayProperty("unmapped")
                        .addObject()
                        .put("table", code.table())
                        .put("column", code.column())
                        .put("value", code.value());
            }
        }
        return results;
    }

    private static void problem(ArrayNode problems, MappingProblem problem) {
        problems.addObject()
                .put("line", problem.line())
                .put("column", problem.column())
                .put("field", problem.field())
                .put("rule", problem.rule());
    }

    private static void record(ObjectNode result, CanonicalRecord record) {
        record.modifiedAt().ifPresent(moment -> result.put("modifiedAt", moment.toString()));
        record.otherNames()
                .forEach(name -> result.withArrayProperty("alsoKnownAs").add(name.toString()));
        ObjectNode fields = result.putObject(record.type().name());
        for (int i = 0; i < record.values().length; i++) {
            String name = record.type().fields().get(i).name();
            Object value = record.values()[i];
            if (value instanceof Boolean flag) {
                fields.put(name, flag);
            } else if (value instanceof Long number) {
                fields.put(name, number);
            } else if (value != null) {
                fields.put(name, value.toString());
            }
        }
    }
}
