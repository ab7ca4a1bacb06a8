package uk.fosteringhub.systems;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import uk.fosteringhub.routes.api.ServedHub;

/** Website, phone log and events push record by record what they otherwise put into files: it means the same. */
@Tag("servers")
class RecruitmentPushJourneyTest {
    private static final Path MAPPINGS = Path.of("..", "mappings");
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private static Path temp;

    private static ServedHub hub;

    @BeforeAll
    static void serve() throws Exception {
        hub = ServedHub.start(
                temp.resolve("data"),
                Map.of(
                        "hub.api.credentials.website.key", key("website"),
                        "hub.api.credentials.phone.key", key("phone"),
                        "hub.api.credentials.events.key", key("events")));
    }

    @AfterAll
    static void stop() {
        hub.close();
    }

    private static String key(String system) {
        return system + "-0123456789abcdef";
    }

    @ParameterizedTest
    @CsvSource({
        "website, enquiries, enquiry",
        "website, touchpoints, touchpoint",
        "phone, enquiries, enquiry",
        "phone, touchpoints, touchpoint",
        "events, enquiries, enquiry",
        "events, touchpoints, touchpoint"
    })
    void aPushedRecordMeansTheSameAsARowOfTheFile(String system, String records, String recordType) throws Exception {
        Path golden = MAPPINGS.resolve(system).resolve("golden").resolve(records);
        Map<Long, JsonNode> expected = new HashMap<>();
        for (JsonNode one : JSON.readTree(golden.resolve("usual.expected.json").toFile())) {
            expected.put(one.path("line").asLong(), one);
        }
        int stored = 0;
        try (CsvReader<NamedCsvRecord> rows = CsvReader.builder().ofNamedCsvRecord(golden.resolve("usual.csv"))) {
            for (NamedCsvRecord row : rows) {
                JsonNode meant = expected.get(row.getStartingLineNumber());
                HttpResponse<String> answer = hub.push(
                        "/api/" + records, key(system), records + "-" + row.getStartingLineNumber(), object(row));
                if (meant.has("problems")) {
                    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(422);
                    continue;
                }
                assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
                assertThat(hub.settled(answer).path("state").asText()).isEqualTo("stored");
                assertThat(texts(contribution(
                                system, recordType, meant.path("key").asText())))
                        .isEqualTo(texts(meant.path(recordType)));
                stored++;
            }
        }
        assertThat(stored).isPositive();
        JsonNode books = hub.run("\"" + system + "-" + records + "-pushed\"")
                .path("feeds")
                .get(0);
        assertThat(books.path("received").asInt()).isEqualTo(stored);
        assertThat(books.path("verdict").asText()).isEqualTo("green");
    }

    private static String object(NamedCsvRecord row) {
        ObjectNode object = JSON.createObjectNode();
        row.getFieldsAsMap().forEach((column, value) -> {
            if (!value.isEmpty()) {
                object.put(column, value);
            }
        });
        return object.toString();
    }

    /** Golden pairs write numbers as texts. */
    private static Map<String, String> texts(JsonNode values) {
        Map<String, String> texts = new HashMap<>();
        values.properties()
                .forEach(value -> texts.put(value.getKey(), value.getValue().asText()));
        return texts;
    }

    private static JsonNode contribution(String system, String recordType, String key) throws Exception {
        return JSON.readTree(hub.query("select c.body from hub.contribution c join hub.source s on s.id = c.source_id"
                        + " where s.system = '" + system + "' and s.record_type = '" + recordType + "' and c.key = '"
                        + key
                        + "'")
                .get(0));
    }
}
