package uk.fosteringhub.routes.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;

/** The body of a request that has to be a JSON object. */
final class JsonObject {
    private static final ObjectMapper JSON = new ObjectMapper();

    private JsonObject() {}

    static JsonNode of(Request request) throws Refused {
        try {
            JsonNode body = JSON.readTree(new String(request.body(), StandardCharsets.UTF_8));
            if (body != null && body.isObject()) {
                return body;
            }
        } catch (JsonProcessingException notJson) {
            throw new Refused(400, "Wrong request", "The body is not JSON.");
        }
        throw new Refused(400, "Wrong request", "The body is a JSON object.");
    }
}
