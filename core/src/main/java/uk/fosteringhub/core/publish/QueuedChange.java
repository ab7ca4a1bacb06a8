package uk.fosteringhub.core.publish;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import uk.fosteringhub.core.mapping.GoldenChange;
import uk.fosteringhub.core.records.CanonicalJson;
import uk.fosteringhub.core.records.RecordType;
import uk.fosteringhub.core.records.RecordTypes;

/**
 * A change as it comes out of a queue.
 *
 * @param attempt 1 the first time it comes
 */
public record QueuedChange(GoldenChange change, int attempt) {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    /**
     * @param body as {@link OutgoingChange#body()} was
     * @throws IllegalArgumentException if it is something else
     */
    public static QueuedChange read(String body, int attempt) {
        try {
            JsonNode message = JSON.readTree(body);
            RecordType type = RecordTypes.named(message.path("recordType").asText())
                    .orElseThrow(() -> new IllegalArgumentException("a message is about no record type of the hub"));
            Set<String> changed = new TreeSet<>();
            message.path("before").fieldNames().forEachRemaining(changed::add);
            message.path("after").fieldNames().forEachRemaining(changed::add);
            return new QueuedChange(
                    new GoldenChange(
                            message.path("change").asLong(),
                            type,
                            message.path("entity").asLong(),
                            message.path("version").asInt(),
                            message.path("kind").asText(),
                            changed,
                            Optional.of(message.path("before"))
                                    .filter(JsonNode::isObject)
                                    .map(before -> CanonicalJson.read(type, before)),
                            Instant.parse(message.path("changedAt").asText()),
                            CanonicalJson.read(type, message.path("record"))),
                    attempt);
        } catch (JsonProcessingException notOurs) {
            throw new IllegalArgumentException("a message in a queue of the hub is not JSON", notOurs);
        }
    }
}
