package uk.fosteringhub.routes.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.internet.MimeMessage;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.fosteringhub.routes.api.ServedHub;

/** A hub as those see it who watch it from outside: metrics, health, alerts, and what they can do about feeds. */
@Tag("servers")
class ObservedHubTest {
    private static final Path DOCS = Path.of("..", "docs");
    private static final Pattern METRIC = Pattern.compile("\\bhub_[a-z_]+");
    private static final String OPERATOR = "operator-0123456789abcdef";
    private static final String MONITOR = "monitor-0123456789abcdef";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private static Path temp;

    private static GreenMail mail;
    private static ServedHub hub;

    @BeforeAll
    static void start() throws Exception {
        mail = new GreenMail(ServerSetup.SMTP.dynamicPort());
        mail.start();
        Path inbox = Files.createDirectories(temp.resolve("lcs"));
        Files.writeString(inbox.resolve("DIM_PERSON.csv"), """
                DIM_PERSON_ID,FORENAME,SURNAME,GENDER_MAIN_CODE,BIRTH_DTTM
                1,Ada,Khan,F,1980-02-03
                2,Ben,Evans,M,2980-02-03
                """);
        Map<String, String> settings = new HashMap<>(Map.of(
                "hub.systems.lcs.location", "file:" + inbox,
                "hub.systems.lcs.out.location", "file:" + inbox,
                "hub.alerts.mail.host", "127.0.0.1",
                "hub.alerts.mail.port", String.valueOf(mail.getSmtp().getPort()),
                "hub.alerts.mail.security", "none",
                "hub.alerts.mail.from", "hub@example.org",
                "hub.alerts.to", "duty@example.org",
                "hub.alerts.verdict-of", "api"));
        settings.put("hub.api.credentials.operator.key", OPERATOR);
        settings.put("hub.api.credentials.operator.scopes", "operate");
        settings.put("hub.api.credentials.monitor.key", MONITOR);
        settings.put("hub.api.credentials.monitor.scopes", "metrics");
        hub = ServedHub.start(temp.resolve("data"), settings);
    }

    @AfterAll
    static void stop() {
        if (hub != null) {
            hub.close();
        }
        mail.stop();
    }

    private static HttpResponse<String> act(String path, String body) throws Exception {
        return hub.send(hub.request(path)
                .header("Authorization", "Bearer " + OPERATOR)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)));
    }

    private static String scrape() throws Exception {
        return hub.get("/actuator/prometheus", MONITOR).body();
    }

    @Test
    void theVerdictOfARunIsOneEMailWithoutPersonalData() throws Exception {
        JsonNode run = hub.run("\"lcs-persons\"");
        String subject = "[Fostering hub] Verdict of the night: amber, run "
                + run.path("run").asText();
        Awaitility.await().atMost(PATIENCE).until(() -> hub.query(
                        "select count(*) from hub.alert where sent_at is not null and run_id = "
                                + run.path("run").asText())
                .get(0)
                .equals("1"));
        int found = 0;
        for (MimeMessage message : mail.getReceivedMessages()) {
            if (message.getSubject().equals(subject)) {
                found++;
                String text = com.icegreen.greenmail.util.GreenMailUtil.getBody(message);
                assertThat(text).contains("lcs-persons", "the books balance", "BIRTH_DTTM");
                assertThat(text).doesNotContain("Khan", "Evans", "2980-02-03", "03/02/2980");
            }
        }
        assertThat(found).isEqualTo(1);
    }

    @Test
    void everyMetricOfTheDashboardTheRulesAndTheListIsInAScrape() throws Exception {
        hub.run("\"lcs-persons\"");
        hub.execute("insert into hub.run (trigger, state, verdict, finished_at) values"
                + " ('schedule', 'finished', 'GREEN', now())");
        Set<String> named = new TreeSet<>();
        for (String file : new String[] {"metrics.md", "alert-rules.yml", "grafana-dashboard.json"}) {
            Matcher metric = METRIC.matcher(Files.readString(DOCS.resolve(file)));
            while (metric.find()) {
                named.add(metric.group());
            }
        }
        assertThat(named).hasSizeGreaterThan(15);
        Awaitility.await().atMost(PATIENCE).untilAsserted(() -> {
            String scrape = scrape();
            assertThat(named).allSatisfy(metric -> assertThat(scrape).containsPattern("(?m)^" + metric + "[ {]"));
        });
        String scrape = scrape();
        assertThat(scrape).doesNotContain("Khan", "DIM_PERSON");
        Set<String> scraped = new TreeSet<>();
        Matcher metric = Pattern.compile("(?m)^hub_[a-z_]+").matcher(scrape);
        while (metric.find()) {
            scraped.add(metric.group());
        }
        assertThat(named).as("docs/metrics.md lists every metric of the hub").containsAll(scraped);
    }

    @Test
    void metricsAskForAKeyAndHealthForNone() throws Exception {
        assertThat(hub.send(hub.request("/actuator/prometheus")).statusCode()).isEqualTo(401);
        assertThat(hub.get("/actuator/prometheus", OPERATOR).statusCode()).isEqualTo(403);
        assertThat(hub.get("/actuator/prometheus", ServedHub.READER).statusCode())
                .isEqualTo(200);
        assertThat(hub.get("/api/runs", MONITOR).statusCode()).isEqualTo(403);
        assertThat(hub.send(hub.request("/actuator/health/liveness")).body()).contains("UP");
        assertThat(hub.send(hub.request("/actuator/health/readiness")).body()).contains("UP");
        assertThat(hub.send(hub.request("/actuator/env")).statusCode()).isNotEqualTo(200);
    }

    @Test
    void aSystemThatIsAwayIsShownAndTheHubIsWellAllTheSame() throws Exception {
        hub.execute("insert into hub.target_state (target, away_since) values ('lcs', now())"
                + " on conflict (target) do update set away_since = now()");
        HttpResponse<String> systems = hub.send(hub.request("/actuator/health/systems"));
        assertThat(systems.statusCode()).isEqualTo(503);
        assertThat(new ObjectMapper()
                        .readTree(systems.body())
                        .at("/components/outside/components/lcs/status")
                        .asText())
                .isEqualTo("AWAY");
        assertThat(hub.send(hub.request("/actuator/health")).statusCode()).isEqualTo(200);
        assertThat(hub.send(hub.request("/actuator/health/liveness")).statusCode())
                .isEqualTo(200);
        hub.execute("update hub.target_state set away_since = null");
        assertThat(hub.send(hub.request("/actuator/health/systems")).statusCode())
                .isEqualTo(200);
    }

    @Test
    void aFeedIsPausedResumedTestedAndRunByThoseWhoMay() throws Exception {
        String feed = "/api/feeds/lcs-addresses/";
        assertThat(hub.send(hub.request(feed + "pause")
                                .header("Authorization", "Bearer " + ServedHub.RUNNER)
                                .POST(BodyPublishers.ofString("{}")))
                        .statusCode())
                .isEqualTo(403);
        assertThat(act(feed + "pause", "{}").statusCode()).isEqualTo(400);
        assertThat(act(feed + "pause", "not JSON").statusCode()).isEqualTo(400);
        assertThat(act("/api/feeds/none/pause", "{\"reason\":\"x\"}").statusCode())
                .isEqualTo(404);
        assertThat(act(feed + "pause", "{\"reason\":\"the source is being moved\"}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(act(feed + "pause", "{\"reason\":\"again\"}").statusCode()).isEqualTo(409);
        assertThat(act(feed + "run", "").body()).contains("resume it before you run it");
        assertThat(hub.read("/api/feeds").toString()).contains("\"reason\":\"the source is being moved\"");
        assertThat(act(feed + "resume", "{\"reason\":\"moved\"}").statusCode()).isEqualTo(200);
        assertThat(act(feed + "test", "").body()).contains("\"good\" : true", "The hub can read");
        HttpResponse<String> started = Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> act(feed + "run", ""), answer -> answer.statusCode() != 409);
        assertThat(started.statusCode()).isEqualTo(202);
        String location = started.headers().firstValue("Location").orElseThrow();
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> hub.read(location).path("state").asText().equals("finished"));
        assertThat(hub.query("select distinct action from hub.audit where actor = 'api:operator' order by 1"))
                .contains("connection-tested", "feed-paused", "feed-resumed", "run-started");
    }

    @Test
    void anIncidentIsTakenOnAndClosedByThoseWhoMay() throws Exception {
        hub.execute("insert into hub.target_state (target, away_since, sentence) values"
                + " ('lcs', now() - interval '1 hour', 'It does not answer.')"
                + " on conflict (target) do update set away_since = excluded.away_since, sentence = excluded.sentence");
        JsonNode incident = Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> hub.read("/api/incidents").at("/incidents"), list -> list.toString()
                        .contains("target-away"))
                .get(0);
        String address = "/api/incidents/" + incident.path("incident").asText();
        assertThat(act(address + "/acknowledge", "{\"note\":\"on the phone\"}").body())
                .contains("\"state\" : \"acknowledged\"", "api:operator", "on the phone");
        assertThat(act(address + "/close", "").statusCode()).isEqualTo(400);
        assertThat(act(address + "/close", "{\"reason\":\"it is switched off for good\"}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(act(address + "/close", "{\"reason\":\"again\"}").statusCode())
                .isEqualTo(409);
        assertThat(act("/api/incidents/999999/close", "{\"reason\":\"x\"}").statusCode())
                .isEqualTo(404);
        hub.execute("update hub.target_state set away_since = null");
    }
}
