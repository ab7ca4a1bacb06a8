package uk.fosteringhub.systems;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.fosteringhub.core.runs.RunResult;
import uk.fosteringhub.core.runs.Verdict;

/** What e-Bulk sends, right and wrong, from its files to golden checks. */
@Tag("servers")
class EbulkJourneyTest {
    private static final String CHECKS =
            "select application_reference, certificate_number, outcome from fostering.check order by 1";
    private static final String FIRST = "F0012345678|001234567890|CLEAR";

    @TempDir
    private Path temp;

    private JourneyHub hub;
    private Path inbox;

    @BeforeEach
    void start() throws IOException {
        hub = new JourneyHub(temp.resolve("data"));
        inbox = Files.createDirectories(temp.resolve("inbox"));
        hub.settings.put("hub.systems.dbs.location", "file:" + inbox);
    }

    @AfterEach
    void stop() {
        hub.close();
    }

    @Test
    void theSameResultsAgainChangeNothingAndNewOnesBesideThemCount() throws Exception {
        String first = result("F0012345678", "001234567890");
        drop("eBulkResults1.xml", first);
        hub.sync();
        assertThat(hub.query(CHECKS)).containsExactly(FIRST);
        List<String> changes = hub.query("select count(*) from hub.change");
        drop("eBulkResults2.xml", first);
        RunResult again = hub.sync();
        assertThat(JourneyHub.feed(again, "dbs-ebulk-results").verdict()).isEqualTo(Verdict.GREEN);
        assertThat(acknowledged("eBulkResults2.xml")).contains(",AA,", "0,,duplicate,");
        assertThat(hub.query("select count(*) from hub.change")).isEqualTo(changes);
        drop("eBulkResults3.xml", first, result("F0012345679", "001234567891"));
        RunResult more = hub.sync();
        assertThat(JourneyHub.feed(more, "dbs-ebulk-results").books())
                .extracting("received", "added", "unchanged")
                .containsExactly(2L, 1L, 1L);
        assertThat(hub.query(CHECKS)).containsExactly(FIRST, "F0012345679|001234567891|CLEAR");
    }

    @Test
    void aResultThatCannotBeTakenFailsAloneAndACorrectedOneSettlesIt() throws Exception {
        drop("eBulkResults1.xml", result("F0012345678", "001234567890"), result("F0012345679", "1234"));
        RunResult result = hub.sync();
        assertThat(JourneyHub.feed(result, "dbs-ebulk-results").books())
                .extracting("received", "added", "failed")
                .containsExactly(2L, 1L, 1L);
        assertThat(hub.query(CHECKS)).containsExactly(FIRST);
        assertThat(hub.query("select source_key, rule, column_name, state from hub.failure"))
                .containsExactly("F0012345679|dbs-certificate|Disclosure/Number|open");
        assertThat(acknowledged("eBulkResults1.xml"))
                .contains(",AE,", "Disclosure/Number,dbs-certificate,")
                .doesNotContain("1234,");
        drop("eBulkResults2.xml", result("F0012345679", "001234567891"));
        hub.sync();
        assertThat(hub.query(CHECKS)).containsExactly(FIRST, "F0012345679|001234567891|CLEAR");
        assertThat(hub.query("select state from hub.failure")).containsExactly("resolved");
    }

    @Test
    void aCorrectedResultCountsThoughItWasIssuedEarlierAndTheOldOneThatComesAgainTakesNothingBack() throws Exception {
        String wrong = result("F0012345678", "001234567890")
                .replace("Certificate contains no information", "Please wait to view applicant certificate");
        String corrected = result("F0012345678", "001234567890").replace("2026-03-04", "2026-03-02");
        drop("eBulkResults1.xml", wrong);
        hub.sync();
        assertThat(hub.query(CHECKS)).containsExactly("F0012345678|001234567890|SEE_CERTIFICATE");
        Files.writeString(inbox.resolve("eBulkResults2.xml"), file(corrected).replace("2026-03-06", "2026-03-09"));
        hub.sync();
        assertThat(hub.query(CHECKS)).containsExactly(FIRST);
        assertThat(hub.query("select printed_on, status from fostering.check")).containsExactly("2026-03-02|CURRENT");
        // with another record beside it, so that it is no delivery that is known as a whole
        drop("eBulkResults3.xml", wrong, result("F0012345679", "001234567891"));
        Files.writeString(
                inbox.resolve("eBulkApplicationReceipts1.xml"),
                "<eBulkApplicationReceipts><Receipt><ApplicationReference>F0012345678</ApplicationReference>"
                        + "<ReceivedDate>2026-03-05</ReceivedDate></Receipt></eBulkApplicationReceipts>");
        hub.sync();
        assertThat(hub.query(CHECKS)).containsExactly(FIRST, "F0012345679|001234567891|CLEAR");
    }

    @Test
    void aFileThatIsCutOffIsRejectedWithWhatStoodInItAndTheWholeOneIsTaken() throws Exception {
        String whole = file(result("F0012345678", "001234567890"), result("F0012345679", "001234567891"));
        Files.writeString(inbox.resolve("eBulkResults1.xml"), whole.substring(0, whole.length() * 3 / 4));
        RunResult cut = hub.sync();
        assertThat(JourneyHub.feed(cut, "dbs-ebulk-results").verdict()).isEqualTo(Verdict.RED);
        assertThat(acknowledged("eBulkResults1.xml")).contains(",AR,", ",not-xml,");
        assertThat(files("rejected")).hasSize(1);
        assertThat(hub.query(CHECKS)).isEmpty();
        Files.writeString(inbox.resolve("eBulkResults1.xml"), whole);
        hub.sync();
        assertThat(hub.query(CHECKS)).containsExactly(FIRST, "F0012345679|001234567891|CLEAR");
    }

    @Test
    void aFileThatBringsADocumentTypeOrARecordThatIsTooLongIsRejected() throws Exception {
        hub.settings.put("hub.systems.dbs.feeds.ebulk-results.max-row-bytes", "1000");
        Files.writeString(
                inbox.resolve("eBulkResults1.xml"),
                "<!DOCTYPE r [<!ENTITY x SYSTEM \"file:///etc/hostname\">]>"
                        + file(result("F0012345678", "001234567890")));
        drop("eBulkResults2.xml", result("F0012345679", "0".repeat(2_000)));
        drop("eBulkResults3.xml", result("F0012345678", "001234567890"));
        hub.sync();
        assertThat(acknowledged("eBulkResults1.xml")).contains(",AR,", ",document-type,");
        assertThat(acknowledged("eBulkResults2.xml")).contains(",AR,", ",row-too-long,");
        assertThat(acknowledged("eBulkResults3.xml")).contains(",AA,");
        assertThat(files("rejected")).hasSize(2);
        assertThat(hub.query(CHECKS)).containsExactly(FIRST);
    }

    @Test
    void aResultThatNamesAnotherThanTheOneWhoseCheckItIsIsNotTakenAndLeavesNoNumberBehind() throws Exception {
        register("001234567890,1,F0012345678,,", "001234567891,2,F0012345679,,");
        drop(
                "eBulkResults1.xml",
                of("Ben", "Grey", "1980-01-09", result("F0012345678", "001234567895")),
                of("Ada", "Grey", "1981-05-03", result("F0012345670", "001234567891")),
                of("Ben", "Evans", "1980-01-09", result("F0012345679", "001234567891")));
        RunResult result = hub.sync();
        assertThat(JourneyHub.feed(result, "dbs-ebulk-results").books())
                .extracting("received", "added", "failed")
                .containsExactly(3L, 1L, 2L);
        assertThat(hub.query("select source_key, rule, column_name, state from hub.failure order by 1"))
                .containsExactly(
                        "F0012345670|another-person|Applicant/DateOfBirth|open",
                        "F0012345678|another-person|Applicant/DateOfBirth|open");
        assertThat(acknowledged("eBulkResults1.xml"))
                .contains(",AE,", "Applicant/DateOfBirth,another-person,")
                .doesNotContain("Grey", "1980", "1981");
        assertThat(hub.query(CHECKS))
                .containsExactly("F0012345678|001234567890|null", "F0012345679|001234567891|CLEAR");
        assertThat(hub.query("select count(*) from hub.contribution where key in ('001234567895', 'F0012345670')"))
                .containsExactly("0");
        assertThat(hub.query("select count(*) from hub.redirect")).containsExactly("0");
    }

    @Test
    void whatTheRegisterSaysOfACertificateCountsAsWellAsThePersonsRecord() throws Exception {
        register("001234567890,1,F0012345678,Okonkwo,1981-03-05");
        drop("eBulkResults1.xml", of("Ada", "Okonkwo", "1981-03-05", result("F0012345678", "001234567890")));
        hub.sync();
        assertThat(hub.query(CHECKS)).containsExactly(FIRST);
    }

    @Test
    void oneCertificateCannotBeTwoPersonsInOneFile() throws Exception {
        drop(
                "eBulkResults1.xml",
                of("Ada", "Grey", "1981-05-03", result("F0012345678", "001234567890")),
                of("Ben", "Grey", "1980-01-09", result("F0012345679", "001234567890")));
        hub.sync();
        assertThat(hub.query(CHECKS)).containsExactly(FIRST);
        assertThat(hub.query("select source_key, rule from hub.failure")).containsExactly("F0012345679|another-person");
    }

    /** Ada and Ben in LCS, and in the register what is given of them. */
    private void register(String... rows) throws Exception {
        Path lcs = Files.createDirectories(temp.resolve("lcs"));
        hub.settings.put("hub.systems.lcs.location", "file:" + lcs);
        Files.writeString(
                lcs.resolve("DIM_PERSON.csv"),
                "DIM_PERSON_ID,FORENAME,SURNAME,BIRTH_DTTM\n1,Ada,Grey,1981-05-03\n2,Ben,Grey,1980-01-09\n");
        Files.writeString(
                inbox.resolve("dbs-certificates.csv"),
                "CERTIFICATE_NUMBER,PERSON_ID,APPLICATION_REFERENCE,SURNAME,DATE_OF_BIRTH,CONSENT_DATE,UPDATE_SERVICE\n"
                        + String.join(",2026-02-01,Y\n", rows) + ",2026-02-01,Y\n");
        hub.sync();
    }

    private static String of(String forename, String surname, String bornOn, String result) {
        return result.replace(
                "<Disclosure>",
                "<Applicant><Forename>" + forename + "</Forename><Surname>" + surname + "</Surname><DateOfBirth>"
                        + bornOn + "</DateOfBirth></Applicant><Disclosure>");
    }

    private void drop(String name, String... results) throws IOException {
        Files.writeString(inbox.resolve(name), file(results));
    }

    private static String file(String... results) {
        return "<eBulkResults><Sent>2026-03-06</Sent>" + String.join("", results) + "</eBulkResults>";
    }

    private static String result(String application, String certificate) {
        return "<Result><ApplicationReference>" + application + "</ApplicationReference><Disclosure><Number>"
                + certificate + "</Number><IssueDate>2026-03-04</IssueDate>"
                + "<Result>Certificate contains no information</Result></Disclosure></Result>";
    }

    private String acknowledged(String name) throws IOException {
        return Files.readString(inbox.resolve("ack").resolve(name + ".ack.csv"));
    }

    private List<String> files(String below) throws IOException {
        try (Stream<Path> files = Files.list(inbox.resolve(below))) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
