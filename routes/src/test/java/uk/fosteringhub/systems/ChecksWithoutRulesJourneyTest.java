package uk.fosteringhub.systems;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.fosteringhub.core.runs.RunResult;

/** Where checks stand with the settings as they come with the hub, which have no rules about checks. */
@Tag("servers")
class ChecksWithoutRulesJourneyTest {
    private static final String OUTCOMES =
            "REFERENCE,PERSON_ID,FORM,SENT_TO_GP_DATE,OUTCOME,OUTCOME_DATE,VALID_UNTIL\n";

    private final LocalDate today = Midnight.dayThatLasts();

    @TempDir
    private Path temp;

    private JourneyHub hub;
    private Path dbs;
    private Path medical;

    @BeforeEach
    void start() throws IOException {
        hub = new JourneyHub(temp.resolve("data"));
        dbs = Files.createDirectories(temp.resolve("dbs"));
        medical = Files.createDirectories(temp.resolve("medical"));
        hub.settings.put("hub.systems.dbs.location", "file:" + dbs);
        hub.settings.put("hub.systems.medical.location", "file:" + medical);
    }

    @AfterEach
    void stop() {
        hub.close();
    }

    @Test
    void aReportWhoseLastDayHasPassedIsExpiredAndNothingIsRequestedOrChased() throws Exception {
        LocalDate longAgo = today.minusDays(400);
        Files.writeString(
                medical.resolve("medical-outcomes.csv"),
                OUTCOMES + "MA-1,1,AH," + longAgo + ",Fit," + longAgo + "," + today.minusDays(1) + "\n"
                        + "MA-2,2,AH2," + longAgo + ",Fit," + longAgo + "," + today + "\n"
                        + "MA-3,3,AH," + longAgo + ",Fit," + longAgo + ",\n"
                        + "MA-4,4,AH," + longAgo + ",,,\n");
        Files.writeString(
                dbs.resolve("dbs-certificates.csv"),
                "CERTIFICATE_NUMBER,PERSON_ID,CONSENT_DATE,UPDATE_SERVICE,VALID_UNTIL\n001234567890,1," + longAgo
                        + ",N," + today.minusDays(1) + "\n");
        Files.writeString(
                dbs.resolve("eBulkApplicationReceipts1.xml"),
                "<eBulkApplicationReceipts><Receipt><ApplicationReference>F0012345678</ApplicationReference>"
                        + "<ReceivedDate>" + longAgo + "</ReceivedDate></Receipt></eBulkApplicationReceipts>");
        Files.writeString(
                dbs.resolve("eBulkResults1.xml"),
                "<eBulkResults><Result><ApplicationReference>F0012345679</ApplicationReference><Disclosure>"
                        + "<Number>001234567890</Number><IssueDate>" + longAgo
                        + "</IssueDate><Result>Certificate contains no information</Result></Disclosure></Result>"
                        + "</eBulkResults>");

        RunResult first = hub.sync();

        assertThat(JourneyHub.feed(first, "hub-checks").books().failed()).isZero();
        assertThat(hub.query("select kind, status, outcome, chasers, requested_on from fostering.check order by 1, 2"))
                .containsExactly(
                        "ADULT_HEALTH|CURRENT|SUITABLE|null|null",
                        "ADULT_HEALTH|EXPIRED|SUITABLE|null|null",
                        "ADULT_HEALTH|SENT|null|null|null",
                        "ADULT_HEALTH_UPDATE|CURRENT|SUITABLE|null|null",
                        "DBS|EXPIRED|CLEAR|null|null",
                        "DBS|SENT|null|null|null");
        assertThat(JourneyHub.feed(hub.sync(), "hub-checks").books().received()).isZero();
    }

    @Test
    void whatIsThereWhenTheHubBeginsIsNotSentOnAndWhatBecomesOfItLaterIs() throws Exception {
        Path lcs = Files.createDirectories(temp.resolve("lcs"));
        hub.settings.put("hub.systems.lcs.location", "file:" + lcs);
        hub.settings.put("hub.systems.lcs.out.records", "check");
        hub.settings.put("hub.systems.lcs.out.location", "file:" + temp.resolve("to-lcs"));
        hub.settings.put("hub.broker.url", "tcp://127.0.0.1:1");
        Files.writeString(lcs.resolve("DIM_PERSON.csv"), "DIM_PERSON_ID,SURNAME,BIRTH_DTTM\n1,Grey,1981-05-03\n");
        String report = "1,AH,," + "Fit," + today.minusDays(400) + ",";
        Files.writeString(
                medical.resolve("medical-outcomes1.csv"), OUTCOMES + "MA-1," + report + today.minusDays(1) + "\n");
        hub.sync();
        assertThat(hub.query("select status from fostering.check")).containsExactly("EXPIRED");
        assertThat(hub.query("select count(*) from hub.outgoing")).containsExactly("0");

        Files.writeString(
                medical.resolve("medical-outcomes2.csv"), OUTCOMES + "MA-1," + report + today.plusDays(100) + "\n");
        hub.sync();
        assertThat(hub.query("select status from fostering.check")).containsExactly("CURRENT");
        assertThat(hub.query("select distinct d.feed from hub.outgoing o join hub.change c on c.id = o.change_id"
                        + " join hub.delivery d on d.id = c.delivery_id where o.target = 'lcs' order by 1"))
                .containsExactly("hub-checks", "medical-outcomes");
    }
}
