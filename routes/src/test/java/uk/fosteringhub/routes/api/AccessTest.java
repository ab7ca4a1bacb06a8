package uk.fosteringhub.routes.api;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.fosteringhub.routes.api.PushApiTest.assertProblem;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.fosteringhub.routes.settings.Scope;

/** Who may do what, and what everybody else is told. */
@Tag("servers")
class AccessTest {
    private static final Pattern SCOPES = Pattern.compile("Scope: ([a-z]+(?: or [a-z]+)*)[.;]");

    @TempDir
    private static Path temp;

    private static ServedHub hub;

    @BeforeAll
    static void serve() throws Exception {
        Path inbox = Files.createDirectories(temp.resolve("inbox"));
        hub = ServedHub.start(temp.resolve("data"), Map.of("hub.systems.lcs.location", "file:" + inbox));
        Files.writeString(
                inbox.resolve("DIM_PERSON.csv"),
                "DIM_PERSON_ID,FORENAME,SURNAME,BIRTH_DTTM,NHS_NUMBER\n1,Ada,Grey,31.02.1999,\n2,Bea,Hill,,9990000000\n");
        hub.run("\"lcs-persons\"");
    }

    @AfterAll
    static void stop() {
        hub.close();
    }

    @Test
    void withoutARightKeyNothingIsTold() throws Exception {
        assertProblem(hub.send(hub.request("/api/feeds")), 401, "No right key");
        assertProblem(hub.get("/api/feeds", "wrong"), 401, "No right key");
        assertProblem(hub.get("/api/nonsense", "wrong"), 401, "No right key");
        assertThat(hub.send(hub.request("/api/feeds")).headers().firstValue("WWW-Authenticate"))
                .contains("Bearer");
    }

    @Test
    void aMissingScopeIsNamed() throws Exception {
        HttpResponse<String> answer = hub.send(hub.request("/api/runs")
                .header("Authorization", "Bearer " + ServedHub.READER)
                .POST(BodyPublishers.noBody()));
        assertProblem(answer, 403, "Scope missing");
        assertThat(ServedHub.json(answer).path("detail").asText()).contains("scope run");
        assertProblem(hub.push("/api/enquiries", ServedHub.READER, "k", "{}"), 403, "Scope missing");
        assertProblem(hub.get("/api/failures", ServedHub.RUNNER), 403, "Scope missing");
        assertProblem(hub.get("/api/feeds", ServedHub.RUNNER), 403, "Scope missing");
    }

    @Test
    void whateverIsAskedWronglyGetsAProblemDocument() throws Exception {
        assertProblem(hub.get("/api/nonsense", ServedHub.READER), 404, "Nothing there");
        assertProblem(hub.get("/api", ServedHub.READER), 404, "Nothing there");
        assertProblem(
                hub.send(hub.request("/api/feeds")
                        .header("Authorization", "Bearer " + ServedHub.READER)
                        .DELETE()),
                405,
                "Wrong method");
        assertProblem(
                hub.send(hub.request("/api/lafse/referrals")
                        .header("Content-Type", "text/plain")
                        .POST(BodyPublishers.ofString("hello"))),
                415,
                "Not JSON");
        assertProblem(hub.get("/api/runs?limit=0", ServedHub.READER), 400, "Wrong parameter", "limit");
        assertProblem(
                hub.send(hub.request("/api/runs")
                        .header("Authorization", "Bearer " + ServedHub.RUNNER)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString("{\"feeds\":\"lcs-persons\"}"))),
                400,
                "Wrong request",
                "feeds");
        assertProblem(hub.get("/api/failures?state=lost", ServedHub.READER), 400, "Wrong query");
        assertProblem(hub.get("/api/enquiries", ServedHub.READER), 400, "Wrong parameters");
        assertProblem(hub.get("/api/enquiries/x", ServedHub.READER), 404, "No such enquiry");
        assertProblem(hub.get("/api/pushed/4711", ServedHub.READER), 404, "No such record");
    }

    @Test
    void failuresAreListedWithoutTheValuesAsReceived() throws Exception {
        HttpResponse<String> answer = hub.get("/api/failures?feed=lcs-persons&state=open&step=map", ServedHub.READER);
        JsonNode failures = ServedHub.json(answer).path("failures");
        assertThat(failures).hasSize(2);
        assertThat(answer.body()).doesNotContain("31.02.1999", "9990000000", "Grey");

        HttpResponse<String> one = hub.get("/api/failures/" + failures.get(1).path("id"), ServedHub.READER);
        assertThat(ServedHub.json(one).path("problems").get(0).path("column").asText())
                .isEqualTo("BIRTH_DTTM");
        assertThat(one.body()).doesNotContain("31.02.1999", "Grey");
        assertThat(hub.read("/api/failures?limit=1&after=" + failures.get(0).path("id"))
                        .path("failures")
                        .get(0)
                        .path("id"))
                .isEqualTo(failures.get(1).path("id"));
        assertThat(hub.read("/api/failures?feed=lcs-visits").path("failures")).isEmpty();
        assertProblem(hub.get("/api/failures/4711", ServedHub.READER), 404, "No such failure");
    }

    @Test
    void runsAreListedTheNewestFirst() throws Exception {
        JsonNode second = hub.run("\"lcs-workers\"");
        JsonNode runs = hub.read("/api/runs").path("runs");
        assertThat(runs.get(0).path("run")).isEqualTo(second.path("run"));
        assertThat(runs.get(0).path("state").asText()).isEqualTo("finished");
        assertThat(hub.read("/api/runs?after=" + second.path("run") + "&limit=1")
                        .path("runs"))
                .hasSize(1);
    }

    @Test
    void whatIsAboutARestrictedPersonIsShownOnlyToWhoMaySeeIt() throws Exception {
        hub.execute("""
                insert into fostering.person (id, version, restricted, provenance, valid_from, changed_at)
                values (101, 1, true, '{}', now(), now()), (102, 1, false, '{}', now(), now());
                insert into fostering.household (id, version, primary_carer, secondary_carer, provenance, valid_from, changed_at)
                values (110, 1, 102, 101, '{}', now(), now());
                insert into fostering.enquiry (id, version, person, household, regional_referral_id, provenance, valid_from, changed_at)
                values (201, 1, 101, null, 'S-1', '{}', now(), now()), (202, 1, 102, null, 'S-1', '{}', now(), now()),
                    (203, 1, 102, 110, 'S-1', '{}', now(), now());
                insert into fostering.check (id, version, person, kind, status, certificate_number, requested_on, provenance, valid_from, changed_at)
                values (301, 1, 101, 'DBS', 'REQUESTED', '001234567890', '2026-11-01', '{}', now(), now()),
                    (302, 1, 102, 'DBS', 'REQUESTED', '001234567891', '2026-11-02', '{}', now(), now()),
                    (303, 1, 102, 'DBS', 'RETURNED', '001234567892', '2026-11-03', '{}', now(), now())""");
        assertProblem(hub.get("/api/enquiries/201", ServedHub.READER), 404, "No such enquiry");
        assertProblem(hub.get("/api/enquiries/203", ServedHub.READER), 404, "No such enquiry");
        assertThat(hub.get("/api/enquiries/202", ServedHub.READER).statusCode()).isEqualTo(200);
        assertThat(hub.get("/api/enquiries/201", ServedHub.ALL_SEEING).statusCode())
                .isEqualTo(200);
        assertThat(hub.read("/api/enquiries?referral=S-1").path("enquiries")).hasSize(1);

        JsonNode checks = hub.read("/api/checks?status=REQUESTED").path("checks");
        assertThat(checks.findValuesAsText("id")).containsExactly("302");
        assertThat(checks.get(0).path("requestedOn").asText()).isEqualTo("2026-11-02");
        assertThat(hub.read("/api/checks").path("checks").findValuesAsText("id"))
                .containsExactly("302", "303");
        HttpResponse<String> all = hub.get("/api/checks", ServedHub.ALL_SEEING);
        assertThat(ServedHub.json(all).path("checks")).hasSize(3);
        assertThat(all.body()).doesNotContain("0012345678");
    }

    @Test
    void everyDescribedAddressHasADoor() throws Exception {
        JsonNode paths = hub.read("/api/openapi.json").path("paths");
        assertThat(paths).isNotEmpty();
        paths.properties().forEach(path -> path.getValue().fieldNames().forEachRemaining(method -> {
            if (!path.getKey().equals(Doors.SIGNED)) {
                assertThat(Doors.scopes(method.toUpperCase(Locale.ROOT), path.getKey())
                                .orElseThrow())
                        .as(method + " " + path.getKey())
                        .isNotEmpty()
                        .doesNotContain(Scope.RESTRICTED);
            }
        }));
    }

    @Test
    void theDescriptionAsksForACredentialAndNamesTheScopesOfEachDoor() throws Exception {
        JsonNode description = hub.read("/api/openapi.json");
        JsonNode scheme = description.at("/components/securitySchemes/credential");
        assertThat(scheme.path("type").asText() + " " + scheme.path("scheme").asText())
                .isEqualTo("http bearer");
        for (Map.Entry<String, JsonNode> path : description.path("paths").properties()) {
            for (Map.Entry<String, JsonNode> operation : path.getValue().properties()) {
                String what = operation.getKey() + " " + path.getKey();
                boolean signed = path.getKey().equals(Doors.SIGNED);
                assertThat(operation.getValue().at("/security/0/credential").isArray())
                        .as(what)
                        .isEqualTo(!signed);
                Matcher named =
                        SCOPES.matcher(operation.getValue().path("summary").asText());
                assertThat(named.find()).as(what).isEqualTo(!signed);
                if (!signed) {
                    Set<String> wanted = new TreeSet<>();
                    Doors.scopes(operation.getKey().toUpperCase(Locale.ROOT), path.getKey())
                            .orElseThrow()
                            .forEach(scope -> wanted.add(scope.word()));
                    assertThat(new TreeSet<>(List.of(named.group(1).split(" or "))))
                            .as(what)
                            .isEqualTo(wanted);
                }
            }
        }
    }
}
