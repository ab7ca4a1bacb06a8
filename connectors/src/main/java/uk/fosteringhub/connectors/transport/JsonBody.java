package uk.fosteringhub.connectors.transport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** A target's fields as a JSON object: texts, true or false for flags, with a dot in a name for an object within. */
public final class JsonBody {
    private static final ObjectMapper JSON = new ObjectMapper();

    private JsonBody() {}

    /**
     * With what has a value.
     *
     * @param flags the fields whose Y or N means true or false
     */
    public static String of(Map<String, String> fields, Set<String> flags) {
        Map<String, String> filled = new LinkedHashMap<>(fields);
        filled.values().removeIf(String::isEmpty);
        return withNulls(filled, flags);
    }

    /** With null for what has no value, so that the target takes away what it has there. */
    public static String withNulls(Map<String, String> fields, Set<String> flags) {
        ObjectNode body = JSON.createObjectNode();
        fields.forEach((name, value) -> {
            ObjectNode at = body;
            String[] path = name.split("\\.");
            for (int i = 0; i < path.length - 1; i++) {
                at = at.withObjectProperty(path[i]);
            }
            at.set(path[path.length - 1], node(value, flags.contains(name)));
        });
        return body.toString();
    }

    private static JsonNode node(String value, boolean flag) {
        JsonNodeFactory nodes = JSON.getNodeFactory();
        if (value.isEmpty()) {
            return nodes.nullNode();
        }
        return flag ? nodes.booleanNode(value.equals("Y")) : nodes.textNode(value);
    }
}
