package uk.fosteringhub.systems;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import uk.fosteringhub.core.runs.RunResult;
import uk.fosteringhub.core.runs.TargetBooks;
import uk.fosteringhub.core.runs.Verdict;
import uk.fosteringhub.simulators.lcs.LcsImport;
import uk.fosteringhub.simulators.mosaic.MosaicSimulator;

/** From the website, the contact centre and events to both case systems: as records are pushed, and by file. */
@Tag("servers")
class EnquiriesToCaseSystemsJourneyTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path temp;

    private JourneyHub hub;
    private MosaicSimulator mosaic;
    private LcsImport lcs;

    @BeforeEach
    void start() throws IOException {
        hub = new JourneyHub(temp.resolve("data"));
        mosaic = MosaicSimulator.start("key");
        Path folder = Files.createDirectories(temp.resolve("lcs"));
        lcs = new LcsImport(folder.resolve("import"), 90_001);
        hub.settings.put("hub.systems.lcs.out.location", "file:" + folder);
        hub.settings.put("hub.systems.mosaic.out.location", mosaic.location());
        hub.settings.put("hub.systems.mosaic.api-key", "key");
    }

    @AfterEach
    void stop() {
        lcs.close();
        mosaic.close();
        hub.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "website; source_answer; saw it on a bus; BUS",
                "phone; source_answer; saw it on a bus; BUS",
                "events; event_name; Foster Care Fortnight; EVENT"
            })
    void anEnquiryThatIsPushedReachesBothWithoutWaitingForTheNight(
            String system, String field, String answer, String source) throws Exception {
        String key = system + "-0123456789abcdef";
        hub.settings.put("hub.api.credentials." + system + ".key", key);
        hub.serving(serving -> {
            assertThat(push(serving, key, enquiry("X-1", field, answer))).isEqualTo(202);
            await().atMost(PATIENCE).until(() -> !lcs.takeUp().isEmpty());
            await().atMost(PATIENCE).until(() -> mosaic.records("residents").size() == 1);
            RunResult night = JourneyHub.sync(serving, system + "-enquiries-pushed");
            assertThat(JourneyHub.target(night, "lcs").books().changes()).isEqualTo(1);
            assertThat(JourneyHub.target(night, "mosaic").books()).isEqualTo(new TargetBooks(1, 1, 0, 0, 0, 0));
            return null;
        });
        assertBothHave(source);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "website; website-enquiries.csv; source_answer; saw it on a bus; BUS",
                "phone; phone-enquiries.csv; source_answer; saw it on a bus; BUS",
                "events; event-enquiries.csv; event_name; Foster Care Fortnight; EVENT"
            })
    void anEnquiryInTheFileOfALaterNightReachesBoth(
            String system, String file, String field, String answer, String source) throws Exception {
        Path inbox = Files.createDirectories(temp.resolve(system));
        hub.settings.put("hub.systems." + system + ".location", "file:" + inbox);
        String header = "enquiry_id,enquired_at,first_name,last_name,email," + field + "\n";
        Files.writeString(
                inbox.resolve(file), header + "X-0,2026-03-01T09:30:00Z,Ben,Moss,ben@example.org," + answer + "\n");
        RunResult first = hub.sync();
        assertThat(first.verdict()).as("%s", first).isEqualTo(Verdict.GREEN);
        assertThat(JourneyHub.target(first, "lcs").books())
                .as("a first load is a baseline")
                .isEqualTo(TargetBooks.NONE);

        Files.writeString(
                inbox.resolve(file), header + "X-1,2026-03-02T09:30:00Z,Ada,Grey,ada@example.org," + answer + "\n");
        RunResult second = hub.sync();
        assertThat(JourneyHub.target(second, "lcs").books()).isEqualTo(new TargetBooks(1, 0, 1, 0, 0, 0));
        assertThat(JourneyHub.target(second, "mosaic").books()).isEqualTo(new TargetBooks(1, 1, 0, 0, 0, 0));
        assertThat(lcs.takeUp()).hasSize(1);
        assertBothHave(source);
    }

    @Test
    void whatStaffEnteredOfAResidentThatWasThereIsNeverEmptied() throws Exception {
        Path inbox = Files.createDirectories(temp.resolve("website"));
        hub.settings.put("hub.systems.website.location", "file:" + inbox);
        mosaic.put(
                "residents",
                Map.of(
                        "PERSON_ID", "9",
                        "FIRST_NAME", "Ada",
                        "LAST_NAME", "Grey",
                        "EMAIL_ADDRESS", "ada@example.org",
                        "CAMPAIGN", "Spring fair"));
        bring(inbox, "X-0,2026-03-01T09:30:00Z,Ben,Moss,ben@example.org,");
        bring(inbox, "X-1,2026-03-02T09:30:00Z,Ada,Grey,ada@example.org,leaflet");
        assertResident("leaflet");

        bring(inbox, "X-1,2026-03-02T09:30:00Z,Ada,Grey,ada@example.org,saw it on a bus");
        assertResident("saw it on a bus");

        bring(inbox, "X-1,2026-03-02T09:30:00Z,Ada,Grey,ada@example.org,");
        assertResident("");
    }

    private void bring(Path inbox, String row) throws Exception {
        Files.writeString(
                inbox.resolve("website-enquiries.csv"),
                "enquiry_id,enquired_at,first_name,last_name,email,source_answer\n" + row + "\n");
        assertThat(hub.sync().verdict()).isEqualTo(Verdict.GREEN);
    }

    private void assertResident(String source) {
        assertThat(mosaic.records("residents")).singleElement().satisfies(resident -> assertThat(resident)
                .containsEntry("PERSON_ID", "9")
                .containsEntry("CAMPAIGN", "Spring fair")
                .containsEntry("SOURCE", source));
    }

    private void assertBothHave(String source) {
        assertThat(lcs.records().values()).singleElement().satisfies(record -> assertThat(record)
                .containsAllEntriesOf(Map.of("FORENAME", "Ada", "SURNAME", "Grey", "SOURCE_CODE", source)));
        assertThat(mosaic.records("residents")).singleElement().satisfies(record -> assertThat(record)
                .containsAllEntriesOf(Map.of("FIRST_NAME", "Ada", "LAST_NAME", "Grey", "SOURCE_CODE", source)));
    }

    private static String enquiry(String key, String field, String answer) {
        return "{\"enquiry_id\":\"" + key + "\",\"enquired_at\":\"2026-03-02T09:30:00Z\",\"first_name\":\"Ada\","
                + "\"last_name\":\"Grey\",\"email\":\"ada@example.org\",\"" + field + "\":\"" + answer + "\"}";
    }

    private static int push(ConfigurableApplicationContext serving, String key, String body) throws Exception {
        int port = ((ServletWebServerApplicationContext) serving).getWebServer().getPort();
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/enquiries"))
                .header("Authorization", "Bearer " + key)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", "one")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .statusCode();
    }
}
