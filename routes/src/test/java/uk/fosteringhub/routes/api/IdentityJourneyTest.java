package uk.fosteringhub.routes.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two systems know somebody by name and day of birth; a program asks, says same, and takes them apart again. */
@Tag("servers")
class IdentityJourneyTest {
    private static final String OPERATOR = "operator-0123456789abcdef";
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @TempDir
    private Path temp;

    @Test
    void aPairIsFoundDecidedExplainedAndTakenApart() throws Exception {
        Path lcs = Files.createDirectories(temp.resolve("lcs"));
        Path mosaic = Files.createDirectories(temp.resolve("mosaic"));
        Files.writeString(
                lcs.resolve("lcs-persons.csv"),
                "DIM_PERSON_ID,FORENAME,SURNAME,BIRTH_DTTM\nP1,Adelheid,Merseyton,1980-05-01\n");
        Files.writeString(
                mosaic.resolve("mosaic-persons.csv"),
                "PERSON_ID,FIRST_NAME,LAST_NAME,DATE_OF_BIRTH,RESTRICTED\nM1,Adelheid,Merseyton,1980-05-01,N\n");
        try (ServedHub hub = ServedHub.start(
                temp.resolve("data"),
                Map.of(
                        "hub.systems.lcs.location",
                        "file:" + lcs,
                        "hub.systems.mosaic.location",
                        "file:" + mosaic,
                        "hub.api.credentials.operator.key",
                        OPERATOR,
                        "hub.api.credentials.operator.scopes",
                        "operate,read"))) {
            hub.run("\"lcs-persons\",\"mosaic-persons-csv\"");
            JsonNode queue = Awaitility.await()
                    .atMost(PATIENCE)
                    .until(
                            () -> hub.read("/api/identity/pairs"),
                            found -> found.path("waiting").asInt() == 1);
            String pair = "/api/identity/pairs/"
                    + queue.path("pairs").path(0).path("id").asLong();
            JsonNode shown = hub.read(pair);
            assertThat(shown.path("one").path("says").path("family_name").asText())
                    .startsWith("M")
                    .doesNotContain("Merseyton");
            assertThat(shown.path("levels").findValuesAsText("words")).contains("same date of birth");

            String decision = "{\"version\":" + shown.path("version").asInt()
                    + ",\"verdict\":\"same\",\"reason\":\"letters compared\"}";
            assertThat(post(hub, pair + "/decide", ServedHub.READER, decision).statusCode())
                    .as("reading is not deciding")
                    .isEqualTo(403);
            HttpResponse<String> decided = post(hub, pair + "/decide", OPERATOR, decision);
            assertThat(decided.statusCode()).as(decided.body()).isEqualTo(200);
            assertThat(post(hub, pair + "/decide", OPERATOR, decision).statusCode())
                    .as("the pair has changed since")
                    .isEqualTo(409);
            long entity = ServedHub.json(decided).path("entities").path(0).asLong();
            assertThat(hub.query("select count(*) from fostering.person where ended_at is null"))
                    .containsExactly("1");

            JsonNode why = hub.read("/api/identity/why/person/" + entity);
            assertThat(why.path("records").size()).isEqualTo(2);
            assertThat(why.path("decisions").path(0).path("actor").asText()).isEqualTo("api:operator");
            JsonNode goes = why.path("records").path(1);
            HttpResponse<String> split = post(
                    hub,
                    "/api/identity/split/person/" + entity,
                    OPERATOR,
                    "{\"seen\":\"" + why.path("fingerprint").asText() + "\",\"goes\":[{\"source\":"
                            + goes.path("source").asInt() + ",\"key\":\""
                            + goes.path("key").asText() + "\"}],\"reason\":\"twins\"}");
            assertThat(split.statusCode()).as(split.body()).isEqualTo(200);
            assertThat(ServedHub.json(split).path("viewers").path("people").findValuesAsText("actor"))
                    .contains("api:operator");
            assertThat(hub.query("select count(*) from fostering.person where ended_at is null"))
                    .containsExactly("2");
            assertThat(hub.read("/api/identity/pairs").path("waiting").asInt()).isZero();

            assertThat(hub.read("/api/identity/samples").path("months").size()).isEqualTo(1);
            assertThat(hub.get("/api/identity/pairs/999", ServedHub.READER).statusCode())
                    .isEqualTo(404);
            assertThat(hub.get("/api/identity/samples/never", ServedHub.READER).statusCode())
                    .isEqualTo(404);
            assertThat(hub.get("/api/identity/pairs?which=some", ServedHub.READER)
                            .statusCode())
                    .isEqualTo(400);
        }
    }

    private static HttpResponse<String> post(ServedHub hub, String path, String key, String body) throws Exception {
        return hub.send(hub.request(path)
                .header("Authorization", "Bearer " + key)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)));
    }
}
