package uk.fosteringhub.connectors.transport;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** A target's fields as a JSON object: texts, with a dot in a name for an object within; empty fields are left out. */
public final class JsonBody {
    private static final ObjectMapper JSON = new ObjectMapper();

    private JsonBody() {}

    public static String of(Map<String, String> fields) {
        ObjectNode body = JSON.createObjectNode();
        fields.forEach((name, value) -> {
            if (!value.isEmpty()) {
                ObjectNode at = body;
                String[] path = name.split("\\.");
                for (int i = 0; i < path.length - 1; i++) {
                    at = at.withObjectProperty(path[i]);
                }
                at.put(path[path.length - 1], value);
            }
        });
        return body.toString();
    }
}
