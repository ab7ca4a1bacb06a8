package uk.fosteringhub.systems;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.fosteringhub.core.runs.RunResult;
import uk.fosteringhub.core.runs.TargetBooks;
import uk.fosteringhub.core.runs.Verdict;
import uk.fosteringhub.simulators.dbs.DbsOffice;
import uk.fosteringhub.simulators.lcs.LcsImport;
import uk.fosteringhub.simulators.medical.EngineListener;
import uk.fosteringhub.simulators.medical.EngineSimulator;
import uk.fosteringhub.simulators.medical.MedicalOffice;
import uk.fosteringhub.simulators.mosaic.MosaicSimulator;

/** From an assessment in LCS to those who make the checks, and with their answer back to LCS. */
@Tag("servers")
class CheckRequestsJourneyTest {
    private final LocalDate today = Midnight.dayThatLasts();

    @TempDir
    private Path temp;

    private JourneyHub hub;
    private Path lcs;

    @BeforeEach
    void start() throws IOException {
        hub = new JourneyHub(temp.resolve("data"));
        lcs = Files.createDirectories(temp.resolve("lcs"));
        hub.settings.put("hub.systems.lcs.location", "file:" + lcs);
        hub.settings.put("hub.systems.lcs.out.location", "file:" + lcs);
        Files.writeString(
                lcs.resolve("DIM_PERSON.csv"), "DIM_PERSON_ID,FORENAME,SURNAME,BIRTH_DTTM\n1,Ada,Grey,1981-05-03\n");
        Files.writeString(
                lcs.resolve("FACT_FOSTER_HOUSEHOLD.csv"),
                "HOUSEHOLD_ID,PRIMARY_CARER_ID,SECONDARY_CARER_ID\n10,1,-1\n");
        Files.writeString(
                lcs.resolve("FACT_FOSTER_ASSESSMENT.csv"),
                "ASSESSMENT_ID,HOUSEHOLD_ID,START_DTTM,END_DTTM\n80,10," + today.minusDays(10) + ",\n");
    }

    @AfterEach
    void stop() {
        hub.close();
    }

    private Path use(String system, String kind) throws IOException {
        Path folder = Files.createDirectories(temp.resolve(system));
        hub.settings.put("hub.systems." + system + ".location", "file:" + folder);
        hub.settings.put("hub.systems." + system + ".out.location", "file:" + folder);
        hub.settings.put("hub.checks." + kind + ".request-within", "180d");
        return folder;
    }

    @Test
    void aDbsCheckIsRequestedLodgedAndReturnedAndItsResultReachesLcs() throws Exception {
        DbsOffice dbs = new DbsOffice(use("dbs", "dbs"));
        LcsImport imports = new LcsImport(lcs.resolve("import"), 90_001);

        RunResult first = hub.sync();
        assertThat(JourneyHub.target(first, "dbs").books()).isEqualTo(new TargetBooks(1, 0, 1, 0, 0, 0));
        assertThat(JourneyHub.target(first, "lcs").books().sent())
                .as("a request is no news for LCS")
                .isZero();
        assertThat(dbs.takeUp()).hasSize(1);
        String id = hub.query("select id from fostering.check").get(0);
        assertThat(dbs.requests()).containsOnlyKeys(id);
        assertThat(dbs.requests().get(id))
                .containsAllEntriesOf(Map.of("ACTION", "REQUEST", "PERSON_ID", "1", "SURNAME", "Grey"));

        dbs.answer(today);
        RunResult lodged = hub.sync();
        assertThat(JourneyHub.feed(lodged, "dbs-ebulk-receipts").verdict()).isEqualTo(Verdict.GREEN);
        assertThat(hub.query("select state, answer from hub.receipt where target = 'dbs' and state = 'delivered'"))
                .containsExactly("delivered|accepted");
        assertThat(check()).isEqualTo("SENT|" + today + "|null");

        dbs.answer(today);
        RunResult returned = hub.sync();
        assertThat(check()).matches("(CURRENT\\|" + today + "\\|CLEAR|RETURNED\\|" + today + "\\|SEE_CERTIFICATE)");
        assertThat(returned.verdict()).as("%s", returned).isEqualTo(Verdict.GREEN);
        assertThat(JourneyHub.target(returned, "lcs").books().sent()).isPositive();
        assertThat(imports.takeUp()).isNotEmpty();
        assertThat(imports.records().values()).singleElement().satisfies(record -> assertThat(record)
                .containsEntry("HUB_REFERENCE", id)
                .containsEntry("DIM_PERSON_ID", "1")
                .containsEntry("CHECK_TYPE_CODE", "DBS")
                .containsEntry("STATUS_CODE", check().split("\\|")[0]));
        assertThat(dbs.takeUp()).as("nothing is asked for twice").isEmpty();
        assertThat(hub.query("select count(*) from fostering.check")).containsExactly("1");
    }

    @Test
    void anAdultHealthReportIsRequestedAndChasedAndItsOutcomeReachesLcs() throws Exception {
        hub.settings.put("hub.checks.adult-health.chase-after", "1d");
        MedicalOffice medical = new MedicalOffice(use("medical", "adult-health"));
        LcsImport imports = new LcsImport(lcs.resolve("import"), 90_001);

        hub.sync();
        assertThat(medical.takeUp()).hasSize(1);
        String id = hub.query("select id from fostering.check").get(0);
        assertThat(medical.requests().get(id))
                .containsAllEntriesOf(Map.of("ACTION", "REQUEST", "FORM", "AH", "PERSON_ID", "1"));
        hub.execute("update hub.receipt set handed_at = handed_at - interval '2 days' where target = 'medical'");

        RunResult chasing = hub.sync();
        assertThat(check()).startsWith("CHASED|" + today.minusDays(2));
        assertThat(JourneyHub.target(chasing, "medical").books().sent()).isEqualTo(1);
        assertThat(medical.takeUp()).hasSize(1);
        assertThat(medical.requests().get(id)).containsAllEntriesOf(Map.of("ACTION", "CHASER", "CHASERS", "1"));

        medical.answer(today);
        RunResult advised = hub.sync();
        assertThat(advised.verdict()).as("%s", advised).isEqualTo(Verdict.GREEN);
        assertThat(check()).startsWith("CURRENT|" + today.minusDays(2) + "|SUITABLE");
        assertThat(imports.takeUp()).isNotEmpty();
        assertThat(List.copyOf(imports.records().values())).singleElement().satisfies(record -> assertThat(record)
                .containsEntry("HUB_REFERENCE", id)
                .containsEntry("CHECK_TYPE_CODE", "ADULT_HEALTH")
                .containsEntry("STATUS_CODE", "CURRENT"));
        assertThat(medical.takeUp()).isEmpty();
    }

    @Test
    void anOrderGoesToAnIntegrationEngineByMllpAndItsResultComesBack() throws Exception {
        Path folder = use("medical", "adult-health");
        try (EngineListener engine = EngineListener.start()) {
            hub.settings.put("hub.systems.medical.out.way", "hl7");
            hub.settings.put("hub.systems.medical.out.mapping", "medical-hl7");
            hub.settings.put("hub.systems.medical.out.location", "mllp://localhost:" + engine.port());
            RunResult ordered = hub.sync();
            assertThat(JourneyHub.target(ordered, "medical").books()).isEqualTo(new TargetBooks(1, 1, 0, 0, 0, 0));
            String id = hub.query("select id from fostering.check").get(0);
            assertThat(engine.taken().values()).singleElement().satisfies(order -> assertThat(order)
                    .contains("|ORM^O01^ORM_O01|")
                    .contains("PID|||1^^^LCS||Grey^Ada||19810503\r")
                    .contains("ORC|NW|" + id + "|")
                    .contains("OBR|1|" + id + "||AH^Adult health report\r"));
            hub.sync();
            assertThat(check()).isEqualTo("SENT|" + today + "|null");
            Files.writeString(
                    folder.resolve("results.hl7"),
                    EngineSimulator.outcome("R1", id, "1", "A^Fit", DateTimeFormatter.BASIC_ISO_DATE.format(today)));
            RunResult back = hub.sync();
            assertThat(back.verdict()).as("%s", back).isEqualTo(Verdict.GREEN);
            assertThat(check()).isEqualTo("CURRENT|" + today + "|SUITABLE");
            assertThat(JourneyHub.target(back, "lcs").books().sent()).isPositive();
            assertThat(engine.received()).isEqualTo(1);
        }
    }

    /** At a council whose case system is MOSAIC the office writes MOSAIC's numbers: one word in its mapping. */
    @Test
    void aResultReachesTheResidentInMosaic() throws Exception {
        Path medical = use("medical", "adult-health");
        hub.changeMapping("medical/outcomes.yml", "keyspace: lcs", "keyspace: mosaic");
        try (MosaicSimulator mosaic = MosaicSimulator.start("key")) {
            mosaic.load(
                    "mosaic-persons-csv",
                    "PERSON_ID,FIRST_NAME,LAST_NAME\n8001,Ada,Grey\n".getBytes(StandardCharsets.UTF_8));
            hub.settings.put("hub.systems.mosaic.location", mosaic.location());
            hub.settings.put("hub.systems.mosaic.api-key", "key");
            String header = "REFERENCE,PERSON_ID,FORM,OUTCOME,OUTCOME_DATE\n";
            Files.writeString(medical.resolve("medical-outcomes.csv"), header + "MA-0,8001,AH2,Fit," + today + "\n");
            hub.sync("mosaic-persons", "medical-outcomes");
            assertThat(mosaic.records("checks"))
                    .as("a first load is a baseline")
                    .isEmpty();

            Files.writeString(medical.resolve("medical-outcomes.csv"), header + "MA-1,8001,AH,Fit," + today + "\n");
            RunResult second = hub.sync("mosaic-persons", "medical-outcomes");
            assertThat(JourneyHub.target(second, "mosaic").books()).isEqualTo(new TargetBooks(1, 1, 0, 0, 0, 0));
            assertThat(mosaic.records("checks")).singleElement().satisfies(record -> assertThat(record)
                    .containsAllEntriesOf(
                            Map.of("PERSON_ID", "8001", "CHECK_TYPE", "ADULT_HEALTH", "OUTCOME", "SUITABLE")));
        }
    }

    private String check() {
        return hub.query("select status, sent_on, outcome from fostering.check").get(0);
    }
}
