package uk.fosteringhub.simulators.lafse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import uk.fosteringhub.simulators.faults.Fault;
import uk.fosteringhub.simulators.world.Draw;

class LafseSimulatorTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private final HttpClient http = HttpClient.newHttpClient();
    private LafseSimulator service;

    @BeforeEach
    void startWithSomeReferrals() throws IOException {
        service = LafseSimulator.start("key");
        Draw draw = new Draw(1);
        for (int i = 0; i < 250; i++) {
            service.put(Referral.of(draw, i, 0));
        }
    }

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void thePagesTogetherHoldEveryReferralOnceInOrderOfChange() throws Exception {
        List<JsonNode> all = pull("");
        assertThat(all).hasSize(250);
        assertThat(all).extracting(r -> r.get("referralId").asText()).doesNotHaveDuplicates();
        assertThat(all)
                .isSortedAccordingTo(
                        Comparator.comparing((JsonNode r) -> r.get("modifiedAt").asText())
                                .thenComparing(r -> r.get("referralId").asText()));
    }

    @Test
    void modifiedSinceIncludesItsInstantAndAChangedReferralComesAgain() throws Exception {
        List<Referral> inOrder = List.copyOf(service.referrals());
        Referral last = inOrder.get(249);
        service.put(inOrder.get(0).at(last.modifiedAt().plusSeconds(60)));

        List<JsonNode> changed = pull("&modifiedSince=" + last.modifiedAt());
        assertThat(changed)
                .extracting(r -> r.get("referralId").asText())
                .containsExactly(last.referralId(), inOrder.get(0).referralId());
    }

    @Test
    void whoHasNoKeyGetsNothing() throws Exception {
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(URI.create(service.location() + "/api/v1/referrals"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).doesNotContain("R-0");
    }

    @Test
    void aCursorThatIsNoneIsRefused() throws Exception {
        assertThat(get("?cursor=nonsense").statusCode()).isEqualTo(400);
        assertThat(get("?limit=many").statusCode()).isEqualTo(400);
    }

    @Test
    void theNextCallsGoWrongAsToldAndThoseAfterAreRight() throws Exception {
        service.faults()
                .next(1, new Fault.TooManyRequests(7))
                .next(1, new Fault.Failing(503))
                .next(1, new Fault.BrokenJson())
                .next(1, new Fault.WrongContentType())
                .next(1, new Fault.HugePage(5_000));
        HttpResponse<String> tooMany = get("");
        assertThat(tooMany.statusCode()).isEqualTo(429);
        assertThat(tooMany.headers().firstValue("Retry-After")).hasValue("7");
        assertThat(get("").statusCode()).isEqualTo(503);
        String broken = get("").body();
        assertThatThrownBy(() -> JSON.readTree(broken)).isInstanceOf(JsonProcessingException.class);
        assertThat(get("").headers().firstValue("Content-Type")).hasValue("text/html");
        assertThat(JSON.readTree(get("").body()).get("referrals")).hasSize(5_000);
        assertThat(JSON.readTree(get("").body()).get("referrals")).hasSize(100);
        assertThat(service.calls()).isEqualTo(6);
    }

    @Test
    void aConnectionThatIsCutGivesNoWholeAnswer() throws Exception {
        service.faults().next(1, new Fault.CutOff(500));
        assertThatThrownBy(() -> get("")).isInstanceOf(IOException.class);
        assertThat(get("").statusCode()).isEqualTo(200);
    }

    @Test
    void aPageMayRepeatForEver() throws Exception {
        service.faults().always(new Fault.SameCursorAgain());
        String cursor = JSON.readTree(get("").body()).get("nextCursor").asText();
        String again =
                JSON.readTree(get("?cursor=" + cursor).body()).get("nextCursor").asText();
        assertThat(again).isEqualTo(cursor);
        service.faults().none();
    }

    private List<JsonNode> pull(String filter) throws Exception {
        List<JsonNode> all = new ArrayList<>();
        String cursor = "";
        do {
            String next = cursor.isEmpty() ? "" : "&cursor=" + cursor;
            JsonNode page = JSON.readTree(get("?limit=70" + filter + next).body());
            page.get("referrals").forEach(all::add);
            cursor = page.get("nextCursor").asText("");
            cursor = cursor.equals("null") ? "" : cursor;
        } while (!cursor.isEmpty());
        return all;
    }

    private HttpResponse<String> get(String query) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(URI.create(service.location() + "/api/v1/referrals" + query))
                        .header("Authorization", "Bearer key")
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
