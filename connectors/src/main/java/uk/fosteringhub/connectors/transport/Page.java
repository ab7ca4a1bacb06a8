package uk.fosteringhub.connectors.transport;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import uk.fosteringhub.core.settings.PullSettings;

/**
 * One page of a pull.
 *
 * @param bytes as received
 * @param records how many it holds
 * @param fingerprint equal for pages with the same records
 * @param next the cursor of the page after it; empty on the last
 * @param modified when its records were last modified, in their order; without those that do not say
 */
record Page(byte[] bytes, int records, String fingerprint, Optional<String> next, List<Instant> modified) {

    private static final ObjectReader JSON =
            new ObjectMapper().reader().with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    static Page read(byte[] bytes, PullSettings pull) throws PageUnusable {
        JsonNode page = parse(bytes);
        JsonNode records = page.at(pull.recordsAt());
        if (!records.isArray()) {
            throw new PageUnusable("answered with JSON that has no list of records at " + pull.recordsAt()
                    + ". Ask its owner what changed, or correct the feed's pull.records-at.");
        }
        List<Instant> modified = new ArrayList<>();
        String path = "/" + pull.modifiedAt().replace('.', '/');
        for (JsonNode element : pull.modifiedAt().isEmpty() ? List.<JsonNode>of() : records) {
            time(element.at(path)).ifPresent(modified::add);
        }
        JsonNode next = page.at(pull.nextCursorAt());
        return new Page(
                bytes,
                records.size(),
                Sha256.of(records.toString()),
                next.isValueNode() && !next.isNull() && !next.asText().isEmpty()
                        ? Optional.of(next.asText())
                        : Optional.empty(),
                modified);
    }

    private static JsonNode parse(byte[] bytes) throws PageUnusable {
        try {
            return JSON.readTree(bytes);
        } catch (JacksonException notJson) {
            throw new PageUnusable(
                    "answered with something that is not JSON, or breaks off. It is tried again on the next run; if it"
                            + " stays so, ask its owner.");
        } catch (IOException impossible) {
            throw new PageUnusable("sent bytes that cannot be read from memory", impossible);
        }
    }

    private static Optional<Instant> time(JsonNode node) {
        try {
            return node.isTextual()
                    ? Optional.of(OffsetDateTime.parse(node.textValue()).toInstant())
                    : Optional.empty();
        } catch (DateTimeException notATime) {
            // the mapping refuses such a record; here it only cannot move the cursor
            return Optional.empty();
        }
    }
}
