package uk.fosteringhub.routes.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The members of a request's JSON object. */
record Body(JsonNode object) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** @throws Refused if the body is something else; an empty one is an empty object */
    static Body of(Request request) throws Refused {
        String text = new String(request.body(), StandardCharsets.UTF_8);
        try {
            JsonNode read = text.isBlank() ? JSON.createObjectNode() : JSON.readTree(text);
            if (read == null || !read.isObject()) {
                throw wrong("The body is not a JSON object.");
            }
            return new Body(read);
        } catch (JsonProcessingException notJson) {
            throw wrong("The body is not JSON.");
        }
    }

    /** @throws Refused also if there is no body */
    static Body required(Request request) throws Refused {
        if (new String(request.body(), StandardCharsets.UTF_8).isBlank()) {
            throw wrong("The body is not a JSON object.");
        }
        return of(request);
    }

    private static Refused wrong(String name, String sentence) {
        return Refused.of(400, "Wrong request", name, sentence);
    }

    private static Refused wrong(String sentence) {
        return new Refused(400, "Wrong request", sentence);
    }

    /** Empty where it is missing. */
    String text(String name) throws Refused {
        JsonNode member = object.path(name);
        if (member.isContainerNode()) {
            throw wrong(name, name + " is a text.");
        }
        return member.isNull() ? "" : member.asText("");
    }

    boolean flag(String name) {
        return object.path(name).asBoolean(false);
    }

    int number(String name, int otherwise) throws Refused {
        JsonNode member = object.path(name);
        if (member.isMissingNode()) {
            return otherwise;
        }
        if (!member.canConvertToInt()) {
            throw wrong(name, name + " is a whole number.");
        }
        return member.asInt();
    }

    /** The version of what is acted on, as the caller saw it. */
    int version() throws Refused {
        if (!object.path("version").canConvertToInt()) {
            throw wrong("version", "Say which version you saw: {\"version\": 3, …}. It stands in the answer to GET.");
        }
        return object.path("version").asInt();
    }

    /** Empty where it is missing. */
    List<String> texts(String name) throws Refused {
        JsonNode member = object.path(name);
        if (!member.isMissingNode() && !member.isArray()) {
            throw wrong(name, name + " is a list of texts, such as [\"lcs-persons\"].");
        }
        List<String> texts = new ArrayList<>();
        for (JsonNode one : member) {
            if (!one.isTextual()) {
                throw wrong(name, name + " is a list of texts, such as [\"lcs-persons\"].");
            }
            texts.add(one.asText());
        }
        return texts;
    }

    Optional<Body> part(String name) throws Refused {
        JsonNode member = object.path(name);
        if (member.isMissingNode() || member.isNull()) {
            return Optional.empty();
        }
        if (!member.isObject()) {
            throw wrong(name, name + " is an object.");
        }
        return Optional.of(new Body(member));
    }
}
