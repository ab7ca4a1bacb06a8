package uk.fosteringhub.core.masking;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.LinkedHashMap;
import java.util.Map;
import uk.fosteringhub.core.records.RecordType;

/** Golden records, contributions and versions with their personal values masked. */
public final class MaskedRecord {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private MaskedRecord() {}

    /** A value of a field by the field's name; of a field that the type does not have, nothing is shown. */
    public static String value(RecordType type, String field, String value) {
        return type.has(field) ? Mask.of(type.field(field), value) : Mask.unknown(value);
    }

    /** The same record, each field masked. */
    public static Map<String, String> of(RecordType type, Map<String, String> values) {
        Map<String, String> masked = new LinkedHashMap<>();
        values.forEach((field, value) -> masked.put(field, value(type, field, value)));
        return masked;
    }

    /**
     * The same JSON object of fields, each masked; what is masked becomes a text.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static String json(RecordType type, String fields) {
        var masked = JSON.createObjectNode();
        try {
            for (Map.Entry<String, JsonNode> member : JSON.readTree(fields).properties()) {
                String text =
                        member.getValue().isNull() ? "" : member.getValue().asText();
                String shown = value(type, member.getKey(), text);
                if (shown.equals(text)) {
                    masked.set(member.getKey(), member.getValue());
                } else {
                    masked.put(member.getKey(), shown);
                }
            }
        } catch (JsonProcessingException broken) {
            // its own message would quote the value
            throw new IllegalArgumentException("these are no fields of a " + type.name() + " as JSON");
        }
        return masked.toString();
    }
}
