package uk.fosteringhub.routes.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;

/** What a person or program says about an act, in a member of the body. */
final class Words {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LONGEST = 1_000;

    private Words() {}

    /** @throws Refused if it is missing, blank or too long */
    static String required(Request request, String member) throws Refused {
        String words = optional(request, member);
        if (words.isEmpty()) {
            throw new Refused(400, "No " + member, "Say why: {\"" + member + "\":\"…\"}, without personal data.");
        }
        return words;
    }

    /** Empty if there is none. */
    static String optional(Request request, String member) throws Refused {
        String body = new String(request.body(), StandardCharsets.UTF_8);
        if (body.isBlank()) {
            return "";
        }
        try {
            JsonNode said = JSON.readTree(body).path(member);
            if (!said.isMissingNode() && !said.isTextual()) {
                throw new Refused(400, "Wrong body", member + " is a text.");
            }
            String words = said.asText().strip();
            if (words.length() > LONGEST) {
                throw new Refused(400, "Too long", member + " has more than " + LONGEST + " characters.");
            }
            return words;
        } catch (JsonProcessingException notJson) {
            throw new Refused(400, "Wrong body", "The body is not JSON; send {\"" + member + "\":\"…\"}.");
        }
    }
}
