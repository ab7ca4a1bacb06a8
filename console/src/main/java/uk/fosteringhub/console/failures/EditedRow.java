package uk.fosteringhub.console.failures;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** A record as received with some of its columns written anew. */
final class EditedRow {
    private static final ObjectMapper JSON = new ObjectMapper();

    private EditedRow() {}

    /** @throws IllegalArgumentException if the record as received is no row of columns */
    static String of(String raw, Map<String, String> changed) {
        try {
            JsonNode row = JSON.readTree(raw);
            if (!(row instanceof ObjectNode object)) {
                throw new IllegalArgumentException(
                        "The record as received is no row of columns, so it cannot be edited.");
            }
            changed.forEach((column, value) -> {
                if (!object.has(column) || object.get(column).isValueNode()) {
                    object.put(column, value);
                }
            });
            return object.toString();
        } catch (JsonProcessingException noJson) {
            throw new IllegalArgumentException("The record as received cannot be read, so it cannot be edited.");
        }
    }
}
