package uk.fosteringhub.systems;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import uk.fosteringhub.core.runs.RunResult;
import uk.fosteringhub.core.runs.TargetBooks;
import uk.fosteringhub.core.runs.Verdict;
import uk.fosteringhub.simulators.faults.Fault;
import uk.fosteringhub.simulators.lafse.LafseSimulator;
import uk.fosteringhub.simulators.lafse.Referral;
import uk.fosteringhub.simulators.lcs.LcsImport;
import uk.fosteringhub.simulators.mosaic.MosaicSimulator;
import uk.fosteringhub.simulators.world.Draw;

/** From a regional hub that has old referrals to the case systems: they get what is new, and nothing of the old. */
@Tag("servers")
class FirstLoadJourneyTest {
    private static final Instant MONDAY = Instant.parse("2026-03-02T09:00:00Z");
    /** More pages of one than a delivery holds, also after those of a first night. */
    private static final int OLD = 56;

    @TempDir
    private Path temp;

    private JourneyHub hub;
    private LafseSimulator lafse;
    private MosaicSimulator mosaic;
    private LcsImport lcs;

    @BeforeEach
    void start() throws Exception {
        hub = new JourneyHub(temp.resolve("data"));
        lafse = LafseSimulator.start("key", 1);
        mosaic = MosaicSimulator.start("key");
        Path folder = Files.createDirectories(temp.resolve("lcs"));
        lcs = new LcsImport(folder.resolve("import"), 90_001);
        hub.settings.put("hub.systems.lafse.location", lafse.location());
        hub.settings.put("hub.systems.lafse.api-key", "key");
        hub.settings.put("hub.systems.lafse.feeds.enquiries.pull.overlap", "0s");
        hub.settings.put("hub.systems.lcs.out.location", "file:" + folder);
        hub.settings.put("hub.systems.mosaic.out.location", mosaic.location());
        hub.settings.put("hub.systems.mosaic.api-key", "key");
    }

    @AfterEach
    void stop() {
        lcs.close();
        mosaic.close();
        lafse.close();
        hub.close();
    }

    @Test
    void aFirstPullThatIsBrokenOffAndGoesOnForManyPagesIsABaselineToItsEnd() throws Exception {
        for (int number = 0; number < OLD; number++) {
            lafse.put(referral(number));
        }
        lafse.faults().next(2, new Fault.Slow(Duration.ZERO)).next(1, new Fault.BrokenJson());
        RunResult first = hub.sync();
        assertThat(JourneyHub.feed(first, "lafse-enquiries").verdict()).isEqualTo(Verdict.RED);
        assertThat(JourneyHub.feed(first, "lafse-enquiries").books().added()).isEqualTo(2);
        assertNobodyGotAnything(first);

        RunResult second = hub.sync();
        assertThat(second.verdict()).as("%s", second).isEqualTo(Verdict.GREEN);
        assertThat(hub.query("select baseline, count(*) from hub.delivery where feed = 'lafse-enquiries' group by 1"))
                .as("of the first night, 50 pages of the second, and its rest")
                .containsExactly("t|3");
        assertThat(hub.query("select count(*) from fostering.enquiry")).containsExactly(String.valueOf(OLD));
        assertNobodyGotAnything(second);

        lafse.put(referral(OLD));
        RunResult third = hub.sync();
        assertThat(JourneyHub.target(third, "lcs").books().changes()).isEqualTo(1);
        assertThat(JourneyHub.target(third, "mosaic").books()).isEqualTo(new TargetBooks(1, 1, 0, 0, 0, 0));
        assertThat(mosaic.records("residents")).hasSize(1);
    }

    @Test
    void anOldReferralThatIsCorrectedLaterIsNoNewsAndANewOneIs() throws Exception {
        lafse.put(referral(0));
        assertNobodyGotAnything(hub.sync());
        lafse.put(referral(1));
        RunResult news = hub.sync();
        assertThat(JourneyHub.target(news, "mosaic").books()).isEqualTo(new TargetBooks(1, 1, 0, 0, 0, 0));

        lafse.put(referral(0).at(MONDAY.plusSeconds(86_400)).answering("a poster in the library"));
        lafse.put(referral(1).at(MONDAY.plusSeconds(86_401)).answering("saw it on a bus"));
        RunResult corrected = hub.sync();

        assertThat(JourneyHub.target(corrected, "mosaic").books()).isEqualTo(new TargetBooks(2, 1, 0, 0, 1, 0));
        assertThat(JourneyHub.target(corrected, "lcs").books()).isEqualTo(new TargetBooks(2, 0, 1, 0, 1, 0));
        assertThat(mosaic.records("residents")).singleElement().satisfies(resident -> assertThat(resident)
                .containsEntry("SOURCE", "saw it on a bus"));
    }

    @Test
    void aFolderThatIsFirstEmptiedOfSeveralFilesIsOneBaseline() throws Exception {
        Path inbox = Files.createDirectories(temp.resolve("website"));
        hub.settings.put("hub.systems.website.location", "file:" + inbox);
        write(inbox, "website-enquiries-2024.csv", "W-1,2024-03-01T09:30:00Z,Ben,Moss,ben@example.org");
        write(inbox, "website-enquiries-2025.csv", "W-2,2025-03-01T09:30:00Z,Lee,Birch,lee@example.org");
        RunResult first = hub.sync("website-enquiries");
        assertThat(JourneyHub.feed(first, "website-enquiries").books().added()).isEqualTo(2);
        assertNobodyGotAnything(first);

        write(inbox, "website-enquiries-2026.csv", "W-3,2026-03-01T09:30:00Z,Ada,Grey,ada@example.org");
        RunResult second = hub.sync("website-enquiries");
        assertThat(JourneyHub.target(second, "lcs").books().changes()).isEqualTo(1);
        assertThat(mosaic.records("residents"))
                .extracting(resident -> resident.get("FIRST_NAME"))
                .containsExactly("Ada");
    }

    @ParameterizedTest
    @ValueSource(strings = {"lcs", "mosaic"})
    void anOldCheckThatRunsOutIsNoNewsAndItsNewResultIs(String system) throws Exception {
        LocalDate today = Midnight.dayThatLasts();
        Path office = Files.createDirectories(temp.resolve("medical"));
        hub.settings.put("hub.systems.medical.location", "file:" + office);
        if (system.equals("lcs")) {
            hub.settings.put("hub.systems.lcs.location", "file:" + temp.resolve("lcs"));
            Files.writeString(temp.resolve("lcs/DIM_PERSON.csv"), "DIM_PERSON_ID,SURNAME\n8001,Grey\n");
        } else {
            hub.changeMapping("medical/outcomes.yml", "keyspace: lcs", "keyspace: mosaic");
            mosaic.load(
                    "mosaic-persons-csv",
                    "PERSON_ID,FIRST_NAME,LAST_NAME\n8001,Ada,Grey\n".getBytes(StandardCharsets.UTF_8));
            hub.settings.put("hub.systems.mosaic.location", mosaic.location());
        }
        String persons = system + "-persons";
        String old = "MA-1,8001,AH,Fit," + today.minusDays(400) + ",";
        outcomes(office, old + today.plusDays(100));
        hub.sync(persons, "medical-outcomes", "hub-checks");
        assertThat(checks(system)).as("a first load").isEmpty();

        outcomes(office, old + today.minusDays(1));
        hub.sync("medical-outcomes", "hub-checks");
        assertThat(hub.query("select status from fostering.check")).containsExactly("EXPIRED");
        assertThat(checks(system)).as("it ran out").isEmpty();

        outcomes(office, "MA-1,8001,AH,Unfit," + today + ",\nMA-2,8001,AH2,Fit," + today + "," + today.plusDays(100));
        hub.sync("medical-outcomes", "hub-checks");
        assertThat(checks(system))
                .containsExactlyInAnyOrder("NOT_SUITABLE until ", "SUITABLE until " + today.plusDays(100));

        outcomes(office, "MA-2,8001,AH2,Fit," + today + "," + today.plusDays(200));
        hub.sync("medical-outcomes", "hub-checks");
        assertThat(checks(system))
                .as("what is there is kept up")
                .containsExactlyInAnyOrder("NOT_SUITABLE until ", "SUITABLE until " + today.plusDays(200));
    }

    private static void outcomes(Path office, String rows) throws Exception {
        Files.writeString(
                office.resolve("medical-outcomes.csv"),
                "REFERENCE,PERSON_ID,FORM,OUTCOME,OUTCOME_DATE,VALID_UNTIL\n" + rows + "\n");
    }

    private List<String> checks(String system) throws Exception {
        if (system.equals("mosaic")) {
            return mosaic.records("checks").stream()
                    .map(check -> check.get("OUTCOME") + " until " + check.getOrDefault("VALID_UNTIL_DATE", ""))
                    .toList();
        }
        lcs.takeUp();
        return lcs.records().values().stream()
                .map(check -> check.get("OUTCOME_CODE") + " until " + check.getOrDefault("VALID_UNTIL_DATE", ""))
                .toList();
    }

    private void assertNobodyGotAnything(RunResult result) {
        for (String target : List.of("lcs", "mosaic")) {
            assertThat(JourneyHub.target(result, target).books()).isEqualTo(TargetBooks.NONE);
        }
        assertThat(mosaic.records("residents")).isEmpty();
    }

    private static void write(Path inbox, String name, String row) throws Exception {
        Files.writeString(inbox.resolve(name), "enquiry_id,enquired_at,first_name,last_name,email\n" + row + "\n");
    }

    private static Referral referral(int number) {
        return Referral.of(new Draw(7), number, 0).at(MONDAY.plusSeconds(number * 60L));
    }
}
