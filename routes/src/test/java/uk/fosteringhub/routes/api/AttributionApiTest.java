package uk.fosteringhub.routes.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The reports and traces of attribution, as a dashboard asks for them. */
@Tag("servers")
class AttributionApiTest {
    @TempDir
    private static Path temp;

    private static ServedHub hub;

    @BeforeAll
    static void serve() throws Exception {
        hub = ServedHub.start(
                temp.resolve("data"),
                Map.of("hub.systems.lcs.location", "file:" + temp, "hub.attribution.redirected-on", "2026-03-01"));
        hub.execute("insert into fostering.person (id, version, restricted, provenance, valid_from, changed_at)"
                + " values (7, 1, true, '{}', now(), now())");
        hub.execute("""
            insert into fostering.enquiry (id, version, person, enquired_at, time_precision, source_as_received, council,
                carried_by, completed_on, provenance, valid_from, changed_at)
            values (10, 1, null, '2026-03-10 12:00+00', 'SECOND', 'FB advert', '=Anytown', 'REGIONAL', '2026-03-12', '{}', now(), now()),
                (11, 1, 7, '2026-03-11 12:00+00', 'SECOND', 'quux', 'Othertown', 'COUNCIL', null, '{}', now(), now())\
            """);
        hub.run("\"lcs-persons\"");
    }

    @AfterAll
    static void stop() {
        hub.close();
    }

    @Test
    void theTraceSaysWhatCausedAnEnquiryByEveryModelAndWhy() throws Exception {
        JsonNode trace = hub.read("/api/attribution/enquiries/10");
        assertThat(trace.path("summary").asText())
                .isEqualTo("Caused by Social media advert; carried by the regional platform.");
        assertThat(trace.path("models")).hasSize(6).allSatisfy(model -> {
            assertThat(model.path("why").asText()).isNotBlank();
            assertThat(model.path("credit").get(0).path("credit").asDouble()).isEqualTo(1.0);
        });
        assertThat(trace.path("touchpoints")).hasSize(2);
    }

    @Test
    void nobodyIsToldOfTheEnquiryOfARestrictedPersonWithoutTheScopeForIt() throws Exception {
        assertThat(hub.get("/api/attribution/enquiries/11", ServedHub.READER).statusCode())
                .isEqualTo(404);
        assertThat(hub.get("/api/attribution/enquiries/11", ServedHub.ALL_SEEING)
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void theFunnelOfAllHasAStageInEachRow() throws Exception {
        JsonNode rows = hub.read("/api/attribution/funnel").path("rows");
        assertThat(rows).hasSize(8);
        assertThat(rows.get(1).path("stage").asText()).isEqualTo("completed");
        assertThat(rows.get(1).path("of_previous").asDouble()).isEqualTo(0.5);
    }

    @Test
    void aFileForSpreadsheetsHoldsNoFormula() throws Exception {
        HttpResponse<String> file = hub.get("/api/attribution/funnel?by=council&format=csv", ServedHub.READER);
        assertThat(file.headers().firstValue("Content-Type")).get().asString().startsWith("text/csv");
        assertThat(file.body()).startsWith("council,council_label,stage").contains("'=Anytown");
    }

    @Test
    void causesMoneySpikesEvidenceAndUnmappedAreThere() throws Exception {
        assertThat(hub.read("/api/attribution/causes").path("rows"))
                .hasSize(2)
                .allSatisfy(row -> assertThat(row.path("period").asText()).isEqualTo("after"));
        assertThat(hub.read("/api/attribution/money?from=2026-01-01&to=2026-12-31")
                        .path("rows"))
                .hasSize(14);
        assertThat(hub.read("/api/attribution/spikes").path("rows")).isEmpty();
        assertThat(hub.read("/api/attribution/evidence").path("rows")).hasSize(2);
        assertThat(hub.read("/api/attribution/unmapped").path("rows"))
                .singleElement()
                .satisfies(row -> assertThat(row.path("received").asText()).isEqualTo("quux"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"funnel?by=colour", "funnel?model=best", "money?from=yesterday", "unmapped?limit=0"})
    void aWrongParameterIsToldByItsName(String asked) throws Exception {
        HttpResponse<String> answer = hub.get("/api/attribution/" + asked, ServedHub.READER);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains(asked.replaceAll(".*\\?|=.*", ""));
    }

    @Test
    void whoMayOnlyStartRunsSeesNoReports() throws Exception {
        assertThat(hub.get("/api/attribution/funnel", ServedHub.RUNNER).statusCode())
                .isEqualTo(403);
    }
}
