package uk.fosteringhub.core.failures;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import uk.fosteringhub.core.intake.RawRecord;

/**
 * A row as a failure keeps it: a JSON object of the columns in their order, and, where several rows make one record, the
 * others in the member {@value #FURTHER}.
 */
public record RawJson(List<String> header, RawRecord record) {
    public static final String FURTHER = "(further rows)";

    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * @param line where the row stood
     * @throws IllegalArgumentException if it is no such object
     */
    public static RawJson read(String raw, long line) {
        JsonNode object = object(raw);
        List<String> header = new ArrayList<>();
        object.fieldNames().forEachRemaining(name -> {
            if (!name.equals(FURTHER)) {
                header.add(name);
            }
        });
        List<RawRecord> further = new ArrayList<>();
        for (JsonNode row : object.path(FURTHER)) {
            further.add(RawRecord.of(line, values(row, header)));
        }
        return new RawJson(List.copyOf(header), new RawRecord(line, values(object, header), List.copyOf(further)));
    }

    /**
     * The columns with their values, for people; members within members as they stand.
     *
     * @throws IllegalArgumentException if it is no object
     */
    public static Map<String, String> columns(String raw) {
        Map<String, String> columns = new LinkedHashMap<>();
        JsonNode object = object(raw);
        object.properties()
                .forEach(member -> columns.put(
                        member.getKey(),
                        member.getValue().isValueNode()
                                ? member.getValue().asText()
                                : member.getValue().toString()));
        return columns;
    }

    private static JsonNode object(String raw) {
        try {
            JsonNode object = JSON.readTree(raw);
            if (object == null || !object.isObject()) {
                throw new IllegalArgumentException(
                        "The record is not a JSON object; write {\"COLUMN\": \"value\", …}.");
            }
            return object;
        } catch (JsonProcessingException broken) {
            // Jackson's own message quotes the text.
            throw new IllegalArgumentException("The record is not well-formed JSON; write {\"COLUMN\": \"value\", …}.");
        }
    }

    private static String[] values(JsonNode row, List<String> header) {
        return header.stream().map(column -> row.path(column).asText("")).toArray(String[]::new);
    }

    /** Values may be personal. */
    @Override
    public String toString() {
        return "RawJson[" + header.size() + " columns]";
    }
}
