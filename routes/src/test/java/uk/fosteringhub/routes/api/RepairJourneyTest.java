package uk.fosteringhub.routes.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.fosteringhub.simulators.lafse.LafseSimulator;
import uk.fosteringhub.simulators.lafse.Referral;
import uk.fosteringhub.simulators.lcs.LcsImport;
import uk.fosteringhub.simulators.world.Draw;
import uk.fosteringhub.testing.TestBroker;

/** LCS says of an enquiry that it came by bus, the regional hub what it really was; a person has LCS told. */
@Tag("servers")
class RepairJourneyTest {
    private static final String OPERATOR = "operator-0123456789abcdef";
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Referral REFERRAL = Referral.of(new Draw(7), 0, 0)
            .at(Instant.parse("2026-03-02T09:00:00Z"))
            .answering("Heard it on the radio");

    @TempDir
    private Path temp;

    @Test
    void aDifferenceIsPlannedReleasedTakenByTheTargetAndGoneAfterTheNextSync() throws Exception {
        Path lcs = Files.createDirectories(temp.resolve("lcs"));
        LcsImport imports = new LcsImport(lcs.resolve("import"), 70_001);
        try (LafseSimulator lafse = LafseSimulator.start("key");
                ServedHub hub = ServedHub.start(temp.resolve("data"), settings(lcs, lafse))) {
            lafse.put(REFERRAL);
            extract(lcs, "Bus");
            hub.run("\"lcs-enquiries\",\"lafse-enquiries\"");
            assertThat(imports.takeUp()).as("a first load is no news").isEmpty();

            long difference = Awaitility.await().atMost(PATIENCE).until(() -> found(hub), number -> number > 0);
            assertThat(hub.get("/api/repair-plans", ServedHub.RUNNER).statusCode())
                    .isEqualTo(403);
            assertThat(post(hub, "/api/repair-plans", ServedHub.READER, "{\"differences\":[" + difference + "]}")
                            .statusCode())
                    .as("reading is not deciding")
                    .isEqualTo(403);
            HttpResponse<String> planned =
                    post(hub, "/api/repair-plans", OPERATOR, "{\"differences\":[" + difference + "]}");
            assertThat(planned.statusCode()).as(planned.body()).isEqualTo(201);
            String plan = planned.headers().firstValue("Location").orElseThrow();
            assertThat(hub.read(plan).path("items").path("planned").asInt()).isEqualTo(1);

            for (int press = 0; press < 2; press++) {
                assertThat(post(hub, plan + "/release", OPERATOR, "").statusCode())
                        .isEqualTo(200);
            }
            Awaitility.await().atMost(PATIENCE).until(() -> !imports.takeUp().isEmpty());
            assertThat(imports.files()).hasSize(1);
            assertThat(imports.records().values()).singleElement().satisfies(record -> assertThat(record)
                    .containsEntry("ENQUIRY_ID", "60001")
                    .containsEntry("SOURCE", "Heard it on the radio"));

            extract(lcs, "Heard it on the radio");
            hub.run("\"lcs-enquiries\"");
            Awaitility.await().atMost(PATIENCE).until(() -> found(hub) == 0);
            JsonNode repaired = hub.read(plan);
            assertThat(repaired.path("items").path("repaired").asInt())
                    .as(repaired.toPrettyString())
                    .isEqualTo(1);
            assertThat(hub.query("select state from hub.receipt where target = 'lcs'"))
                    .containsExactly("delivered");
            assertThat(hub.query("select actor from hub.audit where action = 'repair-released'"))
                    .containsExactly("api:operator");

            String type = "/api/records?q=" + REFERRAL.referralId();
            JsonNode record = hub.read(type).path("records").path(0);
            assertThat(record.path("recordType").asText()).isEqualTo("enquiry");
            JsonNode whole = hub.read(record.path("href").asText());
            assertThat(whole.path("origins").findValuesAsText("field")).contains("source_as_received", "family_name");
            assertThat(whole.path("changes").findValuesAsText("kind")).contains("repair", "created");
            assertThat(whole.path("told").findValuesAsText("state")).contains("delivered");
            assertThat(hub.get("/api/records/enquiry/1", ServedHub.READER).statusCode())
                    .isEqualTo(404);
            assertThat(hub.get("/api/records/nothing/1", ServedHub.READER).statusCode())
                    .isEqualTo(404);
            assertThat(hub.get("/api/records", ServedHub.READER).statusCode()).isEqualTo(400);
        }
    }

    private static long found(ServedHub hub) throws Exception {
        return hub.read("/api/differences?record=enquiry&field=source_as_received&other=lcs")
                .path("differences")
                .path(0)
                .path("id")
                .asLong();
    }

    private static HttpResponse<String> post(ServedHub hub, String path, String key, String body) throws Exception {
        return hub.send(hub.request(path)
                .header("Authorization", "Bearer " + key)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)));
    }

    private static void extract(Path lcs, String source) throws Exception {
        Files.writeString(
                lcs.resolve("FACT_FOSTER_ENQUIRY.csv"),
                "ENQUIRY_ID,SURNAME,ENQUIRY_DTTM,SOURCE,STATUS_CODE,REGIONAL_REFERRAL_ID\n60001,"
                        + REFERRAL.lastName() + ",2026-03-02 09:00:00," + source + ",NEW," + REFERRAL.referralId()
                        + "\n");
    }

    private static Map<String, String> settings(Path lcs, LafseSimulator lafse) {
        Map<String, String> settings = new HashMap<>(Map.of(
                "hub.systems.lafse.location",
                lafse.location(),
                "hub.systems.lafse.api-key",
                "key",
                "hub.systems.lcs.location",
                "file:" + lcs,
                "hub.systems.lcs.out.location",
                "file:" + lcs,
                "hub.api.credentials.operator.key",
                OPERATOR,
                "hub.api.credentials.operator.scopes",
                "read,operate"));
        TestBroker.address().ifPresent(address -> settings.put("hub.broker.url", address));
        return settings;
    }
}
