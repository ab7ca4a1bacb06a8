package uk.fosteringhub.systems;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.fosteringhub.routes.api.ServedHub;
import uk.fosteringhub.simulators.lafse.LafseSimulator;
import uk.fosteringhub.simulators.lafse.Referral;
import uk.fosteringhub.simulators.lafse.ReferralPush;
import uk.fosteringhub.simulators.world.Draw;

/** The regional platform's referrals, pushed, pulled and in its nightly file: however they come, each is one enquiry. */
@Tag("servers")
class LafsePushJourneyTest {
    private static final String SECRET = "a secret that the platform and the hub share";
    private static final String NEXT = "the secret that is to take its place";
    private static final String API_KEY = "a key for the platform";

    @TempDir
    private static Path temp;

    private static ServedHub hub;
    private static LafseSimulator platform;
    private static ReferralPush push;

    @BeforeAll
    static void serve() throws Exception {
        platform = LafseSimulator.start(API_KEY);
        Files.createDirectories(temp.resolve("inbox"));
        hub = ServedHub.start(
                temp.resolve("data"),
                Map.of(
                        "hub.systems.lafse.location",
                        platform.location(),
                        "hub.systems.lafse.api-key",
                        API_KEY,
                        "hub.systems.lafse.feeds.enquiries-csv.location",
                        "file:" + temp.resolve("inbox"),
                        "hub.systems.lafse.signing-secret",
                        SECRET,
                        "hub.systems.lafse.next-signing-secret",
                        NEXT));
        push = new ReferralPush(hub.address(), SECRET);
    }

    @AfterAll
    static void stop() {
        hub.close();
        platform.close();
    }

    private static Referral referral(long number) {
        return Referral.of(new Draw(5), number, 0);
    }

    @Test
    void aSignedReferralIsStored() throws Exception {
        Referral referral = referral(1);
        HttpResponse<String> accepted = push.push(referral);
        assertThat(accepted.statusCode()).as(accepted.body()).isEqualTo(202);
        JsonNode pushed = hub.settled(accepted);
        assertThat(pushed.path("state").asText()).isEqualTo("stored");
        JsonNode record =
                hub.read("/api/enquiries/" + pushed.path("entity").asLong()).path("record");
        assertThat(record.path("regional_referral_id").asText()).isEqualTo(referral.referralId());
        assertThat(record.path("family_name").asText()).isEqualTo(referral.lastName());
    }

    @Test
    void theSameReferralPushedPulledAndInTheFileIsOneEnquiryAndTheNewestWordCounts() throws Exception {
        Referral first = referral(2);
        Referral second = first.at(first.modifiedAt().plusSeconds(60));
        platform.put(second);
        JsonNode pushed = hub.settled(push.push(first));
        hub.run("\"lafse-enquiries\"");
        Files.writeString(
                temp.resolve("inbox/referrals.csv"),
                "referral_id,modified_at,first_name\n" + first.referralId() + ","
                        + first.modifiedAt().plusSeconds(30) + ",Older\n");
        hub.run("\"lafse-enquiries-csv\"");
        hub.settled(push.push(first.at(first.modifiedAt().plusSeconds(10))));

        JsonNode found =
                hub.read("/api/enquiries?referral=" + first.referralId()).path("enquiries");
        assertThat(found).hasSize(1);
        JsonNode trace = hub.read(found.get(0).path("href").asText());
        assertThat(trace.path("id").asLong()).isEqualTo(pushed.path("entity").asLong());
        assertThat(trace.path("record").path("given_name").asText()).isEqualTo(first.firstName());
        assertThat(trace.path("contributions")).hasSize(1);
        assertThat(Instant.parse(
                        trace.path("contributions").get(0).path("modifiedAt").asText()))
                .isEqualTo(second.modifiedAt());
    }

    @Test
    void whileTheSecretIsChangedReferralsSignedWithEitherAreStored() throws Exception {
        for (String secret : new String[] {SECRET, NEXT}) {
            Referral referral = referral(secret.equals(SECRET) ? 8 : 9);
            HttpResponse<String> accepted = new ReferralPush(hub.address(), secret).push(referral);
            assertThat(accepted.statusCode()).as(accepted.body()).isEqualTo(202);
            assertThat(hub.settled(accepted).path("state").asText()).isEqualTo("stored");
        }
    }

    @Test
    void forgedCallsAreRefusedAndLearnNothing() throws Exception {
        ReferralPush.Call right = push.signed(referral(3), Instant.now());
        ReferralPush.Call otherBody =
                new ReferralPush.Call(right.timestamp(), right.signature(), "{}".getBytes(StandardCharsets.UTF_8));
        ReferralPush.Call otherTime = new ReferralPush.Call(
                Long.toString(Long.parseLong(right.timestamp()) + 1), right.signature(), right.body());
        ReferralPush.Call unsigned = new ReferralPush.Call(right.timestamp(), "v1=00", right.body());
        ReferralPush.Call timeless = new ReferralPush.Call("now", right.signature(), right.body());
        ReferralPush.Call otherSecret = new ReferralPush(hub.address(), "guessed").signed(referral(3), Instant.now());
        ReferralPush.Call stale = push.signed(referral(3), Instant.now().minusSeconds(3600));
        ReferralPush.Call ahead = push.signed(referral(3), Instant.now().plusSeconds(3600));
        String first = push.send(otherBody).body();
        for (ReferralPush.Call call :
                new ReferralPush.Call[] {otherBody, otherTime, unsigned, timeless, otherSecret, stale, ahead}) {
            HttpResponse<String> answer = push.send(call);
            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(answer.body()).isEqualTo(first);
        }
        assertThat(hub.read("/api/enquiries?referral=" + referral(3).referralId())
                        .path("enquiries"))
                .isEmpty();
    }

    @Test
    void aCallThatSomebodyRecordedIsNotTakenTwice() throws Exception {
        ReferralPush.Call call = push.signed(referral(4), Instant.now());
        hub.settled(push.send(call));
        HttpResponse<String> again = push.send(call);
        assertThat(again.statusCode()).isEqualTo(409);
        assertThat(again.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
        assertThat(hub.query("select count(*) from hub.pushed where idempotency_key = '" + call.signature() + "'"))
                .containsExactly("1");
    }

    @Test
    void aSignedReferralThatCannotBeTakenIsToldWhy() throws Exception {
        HttpResponse<String> answer = push.push(referral(5).withoutId());
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(ServedHub.json(answer).path("errors").findValuesAsText("field"))
                .contains("referralId");
    }

    @Test
    void whatThePullWouldNotLookAtPassesInAPushToo() throws Exception {
        Referral referral = referral(6);
        String right = new String(push.signed(referral, Instant.now()).body(), StandardCharsets.UTF_8);
        String more = right.replaceFirst("\\{", "{\"consents\":[{\"by\":\"phone\"}],\"adviser\":\"R. Bloom\",");
        assertThat(more).isNotEqualTo(right);
        HttpResponse<String> accepted = push.send(push.signed(more.getBytes(StandardCharsets.UTF_8), Instant.now()));
        assertThat(accepted.statusCode()).as(accepted.body()).isEqualTo(202);
        JsonNode pushed = hub.settled(accepted);
        assertThat(pushed.path("state").asText()).isEqualTo("stored");
        assertThat(hub.read("/api/enquiries/" + pushed.path("entity").asLong())
                        .path("record")
                        .path("family_name")
                        .asText())
                .isEqualTo(referral.lastName());
        HttpResponse<String> same = push.push(referral);
        assertThat(hub.settled(same).path("entity").asLong())
                .isEqualTo(pushed.path("entity").asLong());
    }

    @Test
    void refusedCallsAreCounted() throws Exception {
        String count = "(?m)^hub_push_refused_total\\{feed=\"lafse-enquiries-pushed\",status=\"%s\"\\} [1-9]";
        push.push(referral(7).withoutId());
        push.send(new ReferralPush(hub.address(), "guessed").signed(referral(7), Instant.now()));
        String scrape = hub.get("/actuator/prometheus", ServedHub.READER).body();
        assertThat(scrape).containsPattern(count.formatted(422)).containsPattern(count.formatted(401));
        assertThat(scrape).contains("hub_push_refused_total{feed=\"lafse-enquiries-pushed\",status=\"400\"} 0");
    }
}
