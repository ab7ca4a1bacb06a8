package uk.fosteringhub.systems;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
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
                        "hub.api.credentials.events.key", key("events"),
                        "hub.systems.website.location", inbox("website"),
                        "hub.systems.phone.location", inbox("phone"),
                        "hub.systems.events.location", inbox("events")));
    }

    private static String inbox(String system) throws IOException {
        return "file:" + Files.createDirectories(temp.resolve(system));
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

    @ParameterizedTest
    @CsvSource({
        "website, enquiries, enquiry, website-enquiries, enquiry_id, enquired_at",
        "website, touchpoints, touchpoint, website-touchpoints, touchpoint_id, occurred_at",
        "phone, enquiries, enquiry, phone-enquiries, enquiry_id, enquired_at",
        "phone, touchpoints, touchpoint, phone-calls, call_id, called_at",
        "events, enquiries, enquiry, event-enquiries, enquiry_id, enquired_at",
        "events, touchpoints, touchpoint, event-scans, scan_id, scanned_at"
    })
    void aFileWithTheOlderVersionOfAPushedRecordDoesNotUndoIt(
            String system, String records, String recordType, String file, String key, String time) throws Exception {
        boolean atAnEvent = system.equals("events");
        String eventName = atAnEvent ? ",event_name" : "";
        String event = atAnEvent ? ",Wexhurst Fair" : "";
        ObjectNode pushed = JSON.createObjectNode()
                .put(key, "twice")
                .put(time, "2025-07-01 10:02:00")
                .put("modified_at", "2025-07-01 23:00:00")
                .put("first_name", "Ada")
                .put("promo_code", "BUS25");
        if (atAnEvent) {
            pushed.put("event_name", "Wexhurst Fair");
        } else {
            pushed.put("regional_referral_id", "R-000009");
        }
        hub.settled(hub.push("/api/" + records, key(system), records + "-twice", pushed.toString()));
        Map<String, String> news = texts(contribution(system, recordType, "twice"));
        assertThat(news).containsEntry("given_name", "Ada").containsEntry("promo_code", "BUS25");
        assertThat(news.get("regional_referral_id")).isEqualTo(atAnEvent ? null : "R-000009");

        Path inbox = temp.resolve(system);
        Files.writeString(
                inbox.resolve(file + "-1.csv"),
                key + "," + time + ",modified_at,first_name" + eventName + "\n"
                        + "twice,2025-07-01 10:02:00,2025-07-01 20:00:00,Bea" + event + "\n");
        JsonNode books =
                hub.run("\"" + system + "-" + records + "\"").path("feeds").get(0);
        assertThat(books.path("received").asInt()).isEqualTo(1);
        assertThat(books.path("verdict").asText()).isEqualTo("green");
        assertThat(texts(contribution(system, recordType, "twice"))).isEqualTo(news);

        Files.writeString(
                inbox.resolve(file + "-2.csv"),
                key + "," + time + ",modified_at,first_name" + eventName + "\n"
                        + "twice,2025-07-01 10:02:00,2025-07-02 08:00:00,Cat" + event + "\n");
        hub.run("\"" + system + "-" + records + "\"");
        assertThat(texts(contribution(system, recordType, "twice")))
                .containsEntry("given_name", "Cat")
                .doesNotContainKey("promo_code");
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
