package uk.fosteringhub.routes.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a program does about failures, feeds, incidents and differences. */
@Tag("servers")
class FailuresApiTest {
    private static final String OPERATOR = "operator-0123456789abcdef";
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @TempDir
    private static Path temp;

    private static ServedHub hub;

    @BeforeAll
    static void serve() throws Exception {
        Path lcs = Files.createDirectories(temp.resolve("lcs"));
        Files.writeString(
                lcs.resolve("persons.csv"),
                "DIM_PERSON_ID,FORENAME,SURNAME,GENDER_MAIN_CODE,BIRTH_DTTM\n1,Ada,Khan,F,1980-02-03\n"
                        + rows(10, 40, "31/31/1980")
                        + rows(50, 54, "32/01/1980")
                        + rows(60, 64, "never"));
        Path charms = Files.createDirectories(temp.resolve("charms"));
        Files.writeString(
                charms.resolve("charms-carers.csv"),
                "Foster Parent ID,LCS Number,First Name,Surname,Date of Birth\nFP1,1,Ada,Khann,03/02/1980\n");
        hub = ServedHub.start(
                temp.resolve("data"),
                Map.of(
                        "hub.systems.lcs.location",
                        "file:" + lcs,
                        "hub.systems.charms.location",
                        "file:" + charms,
                        "hub.api.credentials.operator.key",
                        OPERATOR,
                        "hub.api.credentials.operator.scopes",
                        "read,operate"));
        hub.run("\"lcs-persons\",\"charms-carers\"");
    }

    @AfterAll
    static void close() {
        hub.close();
    }

    private static String rows(int from, int to, String birth) {
        return IntStream.range(from, to)
                .mapToObj(i -> i + ",Bo,Evans" + i + ",M," + birth + "\n")
                .collect(Collectors.joining());
    }

    private static HttpResponse<String> post(String path, String body) throws Exception {
        return hub.send(hub.request(path)
                .header("Authorization", "Bearer " + OPERATOR)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)));
    }

    private static JsonNode posted(int status, String path, String body) throws Exception {
        HttpResponse<String> answer = post(path, body);
        assertThat(answer.statusCode()).as(path + " " + answer.body()).isEqualTo(status);
        return ServedHub.json(answer);
    }

    private static JsonNode failure(int key) throws Exception {
        return hub.read("/api/failures?query=key:" + key).path("failures").path(0);
    }

    @Test
    void groupsAndOneFailureAreToldWithoutValues() throws Exception {
        HttpResponse<String> groups = hub.get("/api/failure-groups?by=rule,value", ServedHub.READER);
        assertThat(groups.body()).contains("\"rule\" : \"date\"").doesNotContain("31/31/1980", "never");
        assertThat(ServedHub.json(groups).path("groups").path(0).path("count").asInt())
                .isPositive();
        assertThat(hub.get("/api/failure-groups?by=colour", ServedHub.READER).statusCode())
                .isEqualTo(400);
        assertThat(hub.get("/api/failure-groups?query=colour:red", ServedHub.READER)
                        .statusCode())
                .isEqualTo(400);
        JsonNode one = hub.read("/api/failures/" + failure(60).path("id").asText());
        assertThat(one.path("explanation").path("whoMustAct").asText()).isEqualTo("the owner of the source system");
        assertThat(one.path("history").findValuesAsText("action")).contains("failed");
        assertThat(one.toString()).doesNotContain("Evans60", "never");
        assertThat(hub.get("/api/failures/999999", ServedHub.READER).statusCode())
                .isEqualTo(404);
    }

    @Test
    void oneIsDiscardedOpenedNotedAndOfTwoTheSecondIsToldWhoWasFaster() throws Exception {
        String path = "/api/failures/" + failure(61).path("id").asText();
        int version = failure(61).path("version").asInt();

        posted(422, path + "/discard", "{\"version\":" + version + "}");
        assertThat(posted(200, path + "/discard", "{\"version\":" + version + ",\"reason\":\"a test record\"}")
                        .path("state")
                        .asText())
                .isEqualTo("discarded");
        assertThat(posted(409, path + "/discard", "{\"version\":" + version + ",\"reason\":\"me too\"}")
                        .path("detail")
                        .asText())
                .contains("api:operator has discarded it");
        posted(400, path + "/open", "{\"reason\":\"it was none\"}");
        posted(200, path + "/open", "{\"version\":" + (version + 1) + ",\"reason\":\"it was none\"}");
        posted(200, path + "/note", "{\"note\":\"the office was asked\"}");
        assertThat(hub.read(path).path("history").findValuesAsText("action"))
                .containsExactly("noted", "opened", "discarded", "failed");
        posted(404, "/api/failures/999999/note", "{\"note\":\"nobody\"}");
        posted(400, path + "/note", "[]");
    }

    @Test
    void anEditedRecordIsReplayedAndHasAnAddress() throws Exception {
        JsonNode failed = failure(62);
        JsonNode set = posted(
                202,
                "/api/failures/" + failed.path("id").asText() + "/edit",
                "{\"version\":" + failed.path("version").asInt()
                        + ",\"token\":\"edit 62\",\"reason\":\"from the paper file\",\"record\":{\"DIM_PERSON_ID\":\"62\","
                        + "\"FORENAME\":\"Bo\",\"SURNAME\":\"Evans62\",\"GENDER_MAIN_CODE\":\"M\",\"BIRTH_DTTM\":\"1980-01-31\"}}");
        String path = "/api/replays/" + set.path("id").asText();

        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> hub.read(path).path("state").asText().equals("finished"));

        assertThat(hub.read(path).path("applied").asInt()).isEqualTo(1);
        assertThat(hub.query("select birth_date from fostering.person where family_name = 'Evans62'"))
                .containsExactly("1980-01-31");
        assertThat(hub.get("/api/replays/999999", ServedHub.READER).statusCode())
                .isEqualTo(404);
    }

    @Test
    void aCorrectionIsPreviewedConfirmedOnceListedAsOwedAndTakenBack() throws Exception {
        String body = """
                {"query":"rule:date value:31/31/1980","token":"one form","rate":1000,"reason":"agreed with LCS",
                 "correction":{"mapping":"lcs/persons","column":"BIRTH_DTTM","value":"31/31/1980",
                               "replacement":"1980-12-31","standing":true}}""";
        assertThat(posted(200, "/api/replays/preview", body)
                        .path("would")
                        .path("apply")
                        .asInt())
                .isEqualTo(30);
        long first = posted(202, "/api/replays", body).path("id").asLong();
        assertThat(posted(202, "/api/replays", body).path("id").asLong()).isEqualTo(first);
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() ->
                        hub.read("/api/replays/" + first).path("state").asText().equals("finished"));
        assertThat(hub.read("/api/replays/" + first).path("applied").asInt()).isEqualTo(30);

        HttpResponse<String> owed = hub.get("/api/corrections", ServedHub.READER);
        assertThat(owed.body()).contains("agreed with LCS").doesNotContain("31/31/1980", "1980-12-31");
        String correction =
                ServedHub.json(owed).path("corrections").path(0).path("id").asText();
        posted(200, "/api/corrections/" + correction + "/end", "");
        posted(404, "/api/corrections/" + correction + "/end", "");
        assertThat(hub.read("/api/corrections").path("corrections")).isEmpty();
        assertThat(hub.read("/api/corrections?all=true").path("corrections")).hasSize(1);
        assertThat(hub.query("select actor from hub.audit where action in ('replay-confirmed', 'correction-ended')"
                        + " and subject in ('replay " + first + "', 'correction " + correction + "')"))
                .containsExactly("api:operator", "api:operator");
    }

    @Test
    void aReplayIsPausedResumedAndCancelledByWhoeverSawItsVersion() throws Exception {
        JsonNode set =
                posted(202, "/api/replays", "{\"query\":\"value:32/01/1980\",\"token\":\"hopeless\",\"rate\":1}");
        String path = "/api/replays/" + set.path("id").asText();
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> hub.read(path).path("state").asText().equals("stopped"));
        JsonNode stopped = hub.read(path);
        assertThat(stopped.path("note").asText()).contains("has failed again, so it has stopped itself");
        String version = "{\"version\":" + stopped.path("version").asInt() + "}";

        posted(409, path + "/pause", version);
        posted(409, path + "/cancel", "{\"version\":999}");
        JsonNode cancelled = posted(200, path + "/cancel", version);
        assertThat(cancelled.path("state").asText()).isEqualTo("cancelled");
        posted(
                409,
                path + "/resume",
                "{\"version\":" + cancelled.path("version").asInt() + "}");
        posted(404, "/api/replays/999999/pause", version);
        posted(422, "/api/replays", "{\"query\":\"feed:nothing\",\"token\":\"nothing\"}");
    }

    @Test
    void aFeedIsTriedPausedResumedAndRunAlone() throws Exception {
        assertThat(posted(200, "/api/feeds/lcs-persons/test", "").path("good").asBoolean())
                .isTrue();
        posted(400, "/api/feeds/lcs-persons/pause", "{}");
        posted(200, "/api/feeds/lcs-persons/pause", "{\"reason\":\"the source is being moved\"}");
        posted(409, "/api/feeds/lcs-persons/pause", "{\"reason\":\"again\"}");
        posted(200, "/api/feeds/lcs-persons/resume", "{\"reason\":\"it is there\"}");
        posted(409, "/api/feeds/lcs-persons/resume", "{\"reason\":\"again\"}");
        posted(404, "/api/feeds/nothing/test", "");
        HttpResponse<String> run = Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> post("/api/feeds/lcs-persons/run", ""), answer -> answer.statusCode() != 409);
        assertThat(run.statusCode()).isEqualTo(202);
        String path = run.headers().firstValue("Location").orElseThrow();
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> hub.read(path).path("state").asText().equals("finished"));
    }

    @Test
    void anIncidentIsTakenOnAndClosed() throws Exception {
        hub.execute("insert into hub.incident (kind, subject, sentence, remedy, fingerprint) values"
                + " ('sequence-gap', 'feed lcs-nothing', 'Numbers are left out.', 'Ask.', '7')");
        String id = hub.query("select id from hub.incident where subject = 'feed lcs-nothing'")
                .get(0);
        posted(200, "/api/incidents/" + id + "/acknowledge", "{\"note\":\"asked\"}");
        posted(400, "/api/incidents/" + id + "/close", "{}");
        posted(200, "/api/incidents/" + id + "/close", "{\"reason\":\"it came\"}");
        posted(409, "/api/incidents/" + id + "/close", "{\"reason\":\"again\"}");
        posted(404, "/api/incidents/999999/close", "{\"reason\":\"none\"}");
    }

    @Test
    void aDifferenceIsCountedAndAllowedToStay() throws Exception {
        JsonNode difference = Awaitility.await()
                .atMost(PATIENCE)
                .until(
                        () -> hub.read("/api/differences?field=family_name")
                                .path("differences")
                                .path(0),
                        found -> !found.isMissingNode());
        assertThat(hub.read("/api/differences/counts?record=person")
                        .path("counts")
                        .findValuesAsText("field"))
                .contains("family_name");
        String path = "/api/differences/" + difference.path("id").asText() + "/accept";
        posted(400, path, "{}");
        posted(200, path, "{\"reason\":\"her name at work\"}");
        assertThat(hub.read("/api/differences?field=family_name&accepted=false").path("differences"))
                .isEmpty();
        assertThat(List.of(404, 409))
                .contains(post("/api/differences/999999/accept", "{\"reason\":\"none\"}")
                        .statusCode());
    }
}
