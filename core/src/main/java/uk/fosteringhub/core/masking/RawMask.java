package uk.fosteringhub.core.masking;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import uk.fosteringhub.core.mapping.MappingProblem;
import uk.fosteringhub.core.mapping.RecordMapping;
import uk.fosteringhub.core.records.Field;
import uk.fosteringhub.core.records.Personal;
import uk.fosteringhub.core.records.RecordType;

/**
 * Records as received, with their values masked: each column as the fields are that it goes into, by the mapping of its
 * feed; a column that the mapping does not read is not shown at all.
 */
public final class RawMask {
    /** Without a mapping nothing is shown. */
    public static final RawMask NOTHING_KNOWN = new RawMask(Map.of(), Set.of());

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    /** By its folded name, the strictest of a column's fields. */
    private final Map<String, Field> columns;

    private final Set<String> keys;

    private RawMask(Map<String, Field> columns, Set<String> keys) {
        this.columns = columns;
        this.keys = keys;
    }

    public static RawMask of(RecordMapping mapping) {
        Map<String, Field> columns = new HashMap<>();
        mapping.fieldsByColumn().forEach((column, fields) -> strictest(fields, column, columns));
        Set<String> keys = new HashSet<>();
        mapping.keyColumns().forEach(column -> keys.add(folded(column)));
        return new RawMask(columns, keys);
    }

    /** For records on their way out, which are named as the hub names them. */
    public static RawMask of(RecordType type) {
        Map<String, Field> columns = new HashMap<>();
        type.fields().forEach(field -> columns.put(folded(field.name()), field));
        return new RawMask(columns, Set.of());
    }

    private static void strictest(List<Field> fields, String column, Map<String, Field> columns) {
        for (Field field : fields) {
            columns.merge(
                    folded(column),
                    field,
                    (one, other) -> strictness(one.personal()) >= strictness(other.personal()) ? one : other);
        }
    }

    private static int strictness(Personal personal) {
        return personal.ordinal();
    }

    /** One value of a column. */
    public String value(String column, String value) {
        Field field = columns.get(folded(column));
        if (field != null) {
            return Mask.of(field, value);
        }
        return keys.contains(folded(column)) && Mask.isKey(value) ? value : Mask.unknown(value);
    }

    /** The wrong value of a problem: by its column, or else by the field it was meant for. */
    public String value(MappingProblem problem, RecordType type) {
        if (columns.containsKey(folded(problem.column()))) {
            return value(problem.column(), problem.value());
        }
        return MaskedRecord.value(type, problem.field(), problem.value());
    }

    /**
     * A whole record as received.
     *
     * @param raw JSON object; members within members are columns such as {@code applicant.firstName}
     * @return the same, each value masked; what is no JSON becomes one text of dots
     */
    public String json(String raw) {
        try {
            return masked(JSON.readTree(raw), "").toString();
        } catch (JsonProcessingException noJson) {
            return JsonNodeFactory.instance.textNode(Mask.unknown(raw)).toString();
        }
    }

    private JsonNode masked(JsonNode node, String path) {
        if (node.isObject()) {
            ObjectNode object = JsonNodeFactory.instance.objectNode();
            for (Map.Entry<String, JsonNode> member : node.properties()) {
                object.set(
                        member.getKey(), masked(member.getValue(), within(path, member.getKey(), member.getValue())));
            }
            return object;
        }
        if (node.isArray()) {
            ArrayNode array = JsonNodeFactory.instance.arrayNode();
            node.forEach(element -> array.add(masked(element, path)));
            return array;
        }
        return node.isNull() ? node : JsonNodeFactory.instance.textNode(value(path, node.asText()));
    }

    /** Further rows of the same record have the columns of the first. */
    private static String within(String path, String member, JsonNode value) {
        if (value.isArray() && member.startsWith("(")) {
            return path;
        }
        return path.isEmpty() ? member : path + "." + member;
    }

    private static String folded(String name) {
        return name.replaceAll("\\s", "").toUpperCase(Locale.ROOT);
    }
}
