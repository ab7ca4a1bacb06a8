package uk.fosteringhub.routes.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("servers")
class PushApiTest {
    private static final String PUSHER = "pusher-0123456789abcdef";
    private static final String OTHER = "other-0123456789abcdef";

    @TempDir
    private static Path temp;

    private static ServedHub hub;

    @BeforeAll
    static void serve() throws Exception {
        hub = ServedHub.start(
                temp.resolve("data"),
                Map.of(
                        "hub.api.credentials.pusher.key", PUSHER,
                        "hub.api.credentials.pusher.scopes", "push",
                        "hub.api.credentials.pusher.system", "lafse",
                        "hub.api.credentials.other.key", OTHER,
                        "hub.api.credentials.other.scopes", "push",
                        "hub.api.credentials.other.system", "lcs",
                        "hub.api.max-body-bytes", "4096"));
    }

    @AfterAll
    static void stop() {
        hub.close();
    }

    private static String enquiry(String referral, String name) {
        return """
                {"referralId":"%s","modifiedAt":"2026-11-20T10:00:00Z","council":"Westshire",
                 "applicant":{"firstName":"%s","lastName":"Grey","phone":"07700 900123","email":null},
                 "source":{"answer":"Radio"},"interest":null}""".formatted(referral, name);
    }

    @Test
    void aPushedEnquiryIsStoredAtOnceAndCanBeTraced() throws Exception {
        HttpResponse<String> accepted = hub.push("/api/enquiries", PUSHER, "k-1", enquiry("P-1", "Siân"));
        assertThat(accepted.statusCode()).as(accepted.body()).isEqualTo(202);
        JsonNode pushed = hub.settled(accepted);
        assertThat(pushed.path("state").asText()).isEqualTo("stored");

        JsonNode found = hub.read("/api/enquiries?system=lafse&key=P-1").path("enquiries");
        assertThat(found).hasSize(1);
        assertThat(found.get(0).path("id").asLong())
                .isEqualTo(pushed.path("entity").asLong());
        assertThat(hub.read("/api/enquiries?referral=P-1").path("enquiries")).isEqualTo(found);

        JsonNode trace = hub.read("/api/enquiries/" + pushed.path("entity").asLong());
        assertThat(trace.path("record").path("given_name").asText()).isEqualTo("Siân");
        assertThat(trace.path("record").path("phone").asText()).isEqualTo("+447700900123");
        assertThat(trace.path("provenance").path("given_name").asText()).isEqualTo("lafse:P-1");
        assertThat(trace.path("contributions")).hasSize(1);
        assertThat(trace.path("contributions").get(0).path("line").asLong())
                .isEqualTo(pushed.path("id").asLong());
        assertThat(trace.path("changes")).hasSize(1);
    }

    @Test
    void theSameRecordSentAgainUnderItsKeyGetsTheSameAnswerAndIsStoredOnce() throws Exception {
        HttpResponse<String> first = hub.push("/api/enquiries", PUSHER, "k-2", enquiry("P-2", "Ada"));
        hub.settled(first);
        HttpResponse<String> again = hub.push("/api/enquiries", PUSHER, "k-2", enquiry("P-2", "Ada"));
        assertThat(again.statusCode()).isEqualTo(202);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.headers().firstValue("Location"))
                .isEqualTo(first.headers().firstValue("Location"));
        assertThat(hub.query("select count(*) from hub.pushed where idempotency_key = 'k-2'"))
                .containsExactly("1");
    }

    @Test
    void aKeyThatCameBeforeWithAnotherBodyIsRefused() throws Exception {
        hub.push("/api/enquiries", PUSHER, "k-3", enquiry("P-3", "Ada"));
        HttpResponse<String> other = hub.push("/api/enquiries", PUSHER, "k-3", enquiry("P-3", "Bea"));
        assertProblem(other, 422, "Key used before");
    }

    @Test
    void aLaterPushChangesTheEnquiryAndAnOlderOneDoesNot() throws Exception {
        JsonNode first = hub.settled(hub.push("/api/enquiries", PUSHER, "k-4", enquiry("P-4", "Ada")));
        hub.settled(hub.push(
                "/api/enquiries",
                PUSHER,
                "k-5",
                enquiry("P-4", "Bea").replace("2026-11-20T10:00:00Z", "2026-11-21T10:00:00Z")));
        hub.settled(hub.push(
                "/api/enquiries",
                PUSHER,
                "k-6",
                enquiry("P-4", "Cleo").replace("2026-11-20T10:00:00Z", "2026-11-19T10:00:00Z")));
        JsonNode trace = hub.read("/api/enquiries/" + first.path("entity").asLong());
        assertThat(trace.path("version").asInt()).isEqualTo(2);
        assertThat(trace.path("record").path("given_name").asText()).isEqualTo("Bea");
        assertThat(trace.path("changes")
                        .get(0)
                        .path("before")
                        .path("given_name")
                        .asText())
                .isEqualTo("Ada");
    }

    @Test
    void whatIsWrongWithARecordIsToldAtOnceFieldByField() throws Exception {
        HttpResponse<String> answer = hub.push(
                "/api/enquiries",
                PUSHER,
                "k-7",
                "{\"referralId\":null,\"nickname\":\"Siân\",\"applicant\":{\"shoeSize\":7},\"council\":[1]}");
        assertProblem(answer, 422, "The record cannot be taken");
        assertThat(ServedHub.json(answer).path("errors").findValuesAsText("field"))
                .containsExactlyInAnyOrder("nickname", "applicant.shoeSize", "council");
        assertThat(answer.body()).doesNotContain("Siân");

        HttpResponse<String> withoutKey = hub.push("/api/enquiries", PUSHER, "k-8", "{\"enquiredAt\":\"yesterday\"}");
        assertProblem(withoutKey, 422, "The record cannot be taken");
        assertThat(ServedHub.json(withoutKey).path("errors").findValuesAsText("field"))
                .contains("referralId", "enquiredAt");
        assertThat(withoutKey.body()).doesNotContain("yesterday");
    }

    @Test
    void aBodyThatIsNoObjectOrTooLargeIsRefused() throws Exception {
        assertProblem(hub.push("/api/enquiries", PUSHER, "k-9", "{\"referralId\":"), 400, "Not readable");
        assertProblem(hub.push("/api/enquiries", PUSHER, "k-9", "[1]"), 400, "Not readable");
        assertProblem(hub.push("/api/enquiries", PUSHER, "k-9", "{\"a\":1} {}"), 400, "Not readable");
        assertProblem(
                hub.push("/api/enquiries", PUSHER, "k-9", enquiry("P-9", "x".repeat(5000))), 413, "Body too large");
        HttpResponse<String> chunked = hub.send(hub.request("/api/enquiries")
                .header("Authorization", "Bearer " + PUSHER)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", "k-9")
                .POST(BodyPublishers.ofByteArrays(
                        List.of(enquiry("P-9", "x".repeat(5000)).getBytes(StandardCharsets.UTF_8)))));
        assertProblem(chunked, 413, "Body too large");
        HttpResponse<String> latin = hub.send(hub.request("/api/enquiries")
                .header("Authorization", "Bearer " + PUSHER)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", "k-9")
                .POST(BodyPublishers.ofByteArray(enquiry("P-9", "Siân").getBytes(StandardCharsets.ISO_8859_1))));
        assertProblem(latin, 400, "Not readable");
    }

    @Test
    void aRecordWithoutAnIdempotencyKeyIsRefused() throws Exception {
        HttpResponse<String> answer = hub.send(hub.request("/api/enquiries")
                .header("Authorization", "Bearer " + PUSHER)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(enquiry("P-10", "Ada"))));
        assertProblem(answer, 400, "No idempotency key", "Idempotency-Key");
    }

    @Test
    void aSystemWithoutAPushedFeedForTheRecordIsToldSo() throws Exception {
        assertProblem(hub.push("/api/enquiries", OTHER, "k-11", "{}"), 403, "No such feed");
        assertProblem(hub.push("/api/touchpoints", PUSHER, "k-11", "{}"), 403, "No such feed");
    }

    @Test
    void aPushedRecordIsSeenByWhoPushedItAndByReaders() throws Exception {
        HttpResponse<String> accepted = hub.push("/api/enquiries", PUSHER, "k-12", enquiry("P-12", "Ada"));
        String location = accepted.headers().firstValue("Location").orElseThrow();
        assertThat(hub.get(location, PUSHER).statusCode()).isEqualTo(200);
        assertThat(hub.get(location, ServedHub.READER).statusCode()).isEqualTo(200);
        assertThat(hub.get(location, OTHER).statusCode()).isEqualTo(404);
        assertProblem(hub.get(location, ServedHub.RUNNER), 403, "Scope missing");
    }

    @Test
    void theRunShowsInItsBooksWhatWasPushedSinceTheLast() throws Exception {
        hub.run("\"lafse-enquiries-pushed\"");
        for (int i = 0; i < 5; i++) {
            hub.settled(hub.push("/api/enquiries", PUSHER, "b-" + i, enquiry("B-" + i % 4, "Ada")));
        }
        JsonNode books = hub.run("\"lafse-enquiries-pushed\"").path("feeds").get(0);
        assertThat(books.path("received").asInt()).isEqualTo(5);
        assertThat(books.path("new").asInt()).isEqualTo(4);
        assertThat(books.path("unchanged").asInt()).isEqualTo(1);
        assertThat(books.path("verdict").asText()).isEqualTo("green");
        assertThat(hub.run("\"lafse-enquiries-pushed\"")
                        .path("feeds")
                        .get(0)
                        .path("received")
                        .asInt())
                .isZero();
    }

    /** A problem that names the one thing that is wrong. */
    static void assertProblem(HttpResponse<String> answer, int status, String title, String field) throws Exception {
        assertProblem(answer, status, title);
        assertThat(ServedHub.json(answer).path("errors").findValuesAsText("field"))
                .containsExactly(field);
    }

    static void assertProblem(HttpResponse<String> answer, int status, String title) throws Exception {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith(Problem.MEDIA_TYPE);
        assertThat(ServedHub.json(answer).path("title").asText()).isEqualTo(title);
    }
}
