package uk.fosteringhub.connectors.upsert;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A service's answer.
 *
 * @param status of HTTP
 * @param location of a record just made, as its header says
 * @param body as JSON; a missing node where it is none, or too long to be read
 * @param bytes of the body; more than {@link Service#LONGEST_ANSWER} where it is longer than that
 */
record Answer(int status, Optional<String> location, JsonNode body, int bytes) {
    private static final int LONGEST_TITLE = 120;

    boolean taken() {
        return status >= 200 && status < 300;
    }

    /** Which of the fields that were sent a problem document names, such as {@code {"errors":[{"field":"NHS_ID"}]}}. */
    Set<String> fieldsNamed(Collection<String> sent) {
        List<String> texts = new ArrayList<>();
        texts(body, texts);
        Set<String> named = new LinkedHashSet<>(sent);
        named.removeIf(field -> texts.stream().noneMatch(text -> text.equals(field) || text.equals("/" + field)));
        return named;
    }

    /** Its status, and of a problem document the title and the fields it names; nothing that may be about a person. */
    String inWords(Map<String, String> sent) {
        StringBuilder words = new StringBuilder("status ").append(status);
        title(sent).ifPresent(title -> words.append(", ").append(title));
        Set<String> fields = fieldsNamed(sent.keySet());
        if (!fields.isEmpty()) {
            words.append(" (").append(String.join(", ", fields)).append(')');
        }
        return words.toString();
    }

    /** A title that repeats what was sent is left out. */
    private Optional<String> title(Map<String, String> sent) {
        return Optional.of(body.path("title").asText(""))
                .filter(title -> !title.isBlank() && title.length() <= LONGEST_TITLE)
                .filter(title -> sent.values().stream().noneMatch(value -> value.length() > 2 && title.contains(value)))
                .map(title -> title.strip().replaceAll("\\s+", " "));
    }

    private static void texts(JsonNode node, List<String> texts) {
        if (node.isTextual()) {
            texts.add(node.textValue());
        }
        node.forEach(member -> texts(member, texts));
    }
}
