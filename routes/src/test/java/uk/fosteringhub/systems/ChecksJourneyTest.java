package uk.fosteringhub.systems;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import uk.fosteringhub.core.runs.RunResult;
import uk.fosteringhub.core.runs.Verdict;

/** A check's life: requested by rule, sent, chased, returned, and what it then is worth. */
@Tag("servers")
class ChecksJourneyTest {
    private final LocalDate today = Midnight.dayThatLasts();

    @TempDir
    private Path temp;

    private JourneyHub hub;
    private Path lcs;
    private Path dbs;
    private Path medical;

    @BeforeEach
    void start() throws IOException {
        hub = new JourneyHub(temp.resolve("data"));
        lcs = Files.createDirectories(temp.resolve("lcs"));
        dbs = Files.createDirectories(temp.resolve("dbs"));
        medical = Files.createDirectories(temp.resolve("medical"));
        hub.settings.put("hub.systems.lcs.location", "file:" + lcs);
        hub.settings.put("hub.systems.dbs.location", "file:" + dbs);
        hub.settings.put("hub.systems.medical.location", "file:" + medical);
        for (String kind : new String[] {"dbs", "adult-health"}) {
            String rule = "hub.checks." + kind + ".";
            hub.settings.put(rule + "request-within", "180d");
            hub.settings.put(rule + "chase-after", "28d");
            hub.settings.put(rule + "chase-every", "14d");
            hub.settings.put(rule + "valid-for", "730d");
        }
        Files.writeString(
                lcs.resolve("DIM_PERSON.csv"),
                "DIM_PERSON_ID,FORENAME,SURNAME,BIRTH_DTTM\n1,Ada,Grey,1981-05-03\n2,Ben,Grey,1980-01-09\n3,Cy,Old,1970-01-01\n");
        Files.writeString(
                lcs.resolve("FACT_FOSTER_HOUSEHOLD.csv"),
                "HOUSEHOLD_ID,PRIMARY_CARER_ID,SECONDARY_CARER_ID\n10,1,2\n11,3,-1\n");
        Files.writeString(
                lcs.resolve("FACT_FOSTER_ASSESSMENT.csv"),
                "ASSESSMENT_ID,HOUSEHOLD_ID,START_DTTM,END_DTTM,DBS_REQUESTED_DTTM\n"
                        + "80,10," + today.minusDays(10) + ",,\n"
                        + "81,11," + today.minusDays(400) + ",,\n"
                        + "82,11," + today.minusDays(20) + "," + today.minusDays(1) + ",\n");
    }

    @AfterEach
    void stop() {
        hub.close();
    }

    @Test
    void eachCarerOfAnAssessmentThatBeganGetsTheChecksOnceAndTheRequestsGoOut() throws Exception {
        hub.settings.put("hub.systems.dbs.out.records", "check");
        hub.settings.put("hub.systems.dbs.out.location", "file:" + temp.resolve("to-dbs"));
        hub.settings.put("hub.systems.medical.out.records", "check");
        hub.settings.put("hub.systems.medical.out.location", "file:" + temp.resolve("to-medical"));
        hub.settings.put("hub.broker.url", "tcp://127.0.0.1:1");
        RunResult first = hub.sync();
        assertThat(JourneyHub.feed(first, "hub-checks").books())
                .extracting("received", "added")
                .containsExactly(4L, 4L);
        assertThat(hub.query("select c.kind, p.given_name, c.status, c.requested_on, c.household = a.household,"
                        + " c.assessment = a.id from fostering.check c join fostering.person p on p.id = c.person"
                        + " join fostering.assessment a on a.id = c.assessment order by 1, 2"))
                .containsExactly(
                        "ADULT_HEALTH|Ada|REQUESTED|" + today + "|t|t",
                        "ADULT_HEALTH|Ben|REQUESTED|" + today + "|t|t",
                        "DBS|Ada|REQUESTED|" + today + "|t|t",
                        "DBS|Ben|REQUESTED|" + today + "|t|t");
        assertThat(hub.query("select target, count(*) from hub.outgoing group by 1 order by 1"))
                .containsExactly("dbs|4", "medical|4");
        RunResult again = hub.sync();
        assertThat(JourneyHub.feed(again, "hub-checks").books().received()).isZero();
        assertThat(hub.query("select count(*) from fostering.check")).containsExactly("4");
    }

    @Test
    void aCheckGoesFromRequestedBySentAndChasedToCurrentUnderOneIdWhateverComesFirst() throws Exception {
        hub.sync();
        String id = hub.query("select c.id from fostering.check c join fostering.person p on p.id = c.person"
                        + " where c.kind = 'DBS' and p.given_name = 'Ada'")
                .get(0);
        Files.writeString(
                dbs.resolve("eBulkApplicationReceipts1.xml"),
                "<eBulkApplicationReceipts><Receipt><ApplicationReference>F0012345678</ApplicationReference>"
                        + "<ExternalReference>" + id + "</ExternalReference><ReceivedDate>" + today.minusDays(40)
                        + "</ReceivedDate></Receipt></eBulkApplicationReceipts>");
        RunResult sent = hub.sync();
        assertThat(JourneyHub.feed(sent, "dbs-ebulk-receipts").verdict()).isEqualTo(Verdict.GREEN);
        assertThat(check(id)).isEqualTo("CHASED|" + today.minusDays(40) + "|" + today + "|1|null");
        hub.sync();
        assertThat(check(id)).isEqualTo("CHASED|" + today.minusDays(40) + "|" + today + "|1|null");
        String result = "<eBulkResults><Result><ApplicationReference>F0012345678</ApplicationReference>"
                + "<ExternalReference>" + id
                + "</ExternalReference><Disclosure><Number>001234567890</Number><IssueDate>"
                + today.minusDays(2) + "</IssueDate><Result>Certificate contains no information</Result></Disclosure>"
                + "</Result></eBulkResults>";
        Files.writeString(dbs.resolve("eBulkResults1.xml"), result);
        hub.sync();
        assertThat(check(id)).isEqualTo("CURRENT|" + today.minusDays(40) + "|" + today + "|1|CLEAR");
        assertThat(hub.query("select valid_until from fostering.check where id = " + id))
                .containsExactly(today.minusDays(2).plusDays(730).toString());
        // a receipt that comes again, later than the result, takes nothing back
        Files.writeString(
                dbs.resolve("eBulkApplicationReceipts2.xml"),
                "<eBulkApplicationReceipts><Sent>2020-01-01</Sent><Receipt>"
                        + "<ApplicationReference>F0012345678</ApplicationReference><ExternalReference>" + id
                        + "</ExternalReference><ReceivedDate>" + today.minusDays(40)
                        + "</ReceivedDate></Receipt></eBulkApplicationReceipts>");
        hub.sync();
        assertThat(check(id)).startsWith("CURRENT|");
        assertThat(hub.query("select count(*) from fostering.check")).containsExactly("4");
    }

    @Test
    void anApplicationThatWasRejectedAndIsHandedInAgainIsSentAndChasedAnew() throws Exception {
        hub.sync();
        String ada = dbsCheck("Ada");
        String ben = dbsCheck("Ben");
        Files.writeString(dbs.resolve("eBulkApplicationReceipts1.xml"), receipts(receipt(ada, "F0012345678", 40)));
        hub.sync();
        assertThat(check(ada)).isEqualTo("CHASED|" + today.minusDays(40) + "|" + today + "|1|null");
        Files.writeString(
                dbs.resolve("eBulkApplicationBatchRejection1.xml"),
                rejections(rejection(ada, "F0012345678", 35) + rejection(ben, "F0012345679", 35)));
        hub.sync();
        assertThat(check(ada)).startsWith("NOT_CURRENT|").endsWith("|REJECTED");
        assertThat(check(ben)).startsWith("NOT_CURRENT|null|").endsWith("|REJECTED");
        Files.writeString(
                dbs.resolve("eBulkApplicationReceipts2.xml"),
                receipts(receipt(ada, "F0012345678", 5) + receipt(ben, "F0012345679", 29)));
        RunResult again = hub.sync();
        assertThat(JourneyHub.feed(again, "hub-checks").verdict()).isEqualTo(Verdict.GREEN);
        // the chaser was about the application that was rejected
        assertThat(check(ada)).isEqualTo("SENT|" + today.minusDays(5) + "|null|null|null");
        assertThat(check(ben)).isEqualTo("CHASED|" + today.minusDays(29) + "|" + today + "|1|null");
        RunResult quiet = hub.sync();
        assertThat(JourneyHub.feed(quiet, "hub-checks").books().received()).isZero();
        assertThat(hub.query("select count(*) from hub.failure")).containsExactly("0");
    }

    @Test
    void anApplicationThatIsHandedInAgainOnTheDayItWasRejectedIsSentAgain() throws Exception {
        hub.sync();
        String ada = dbsCheck("Ada");
        LocalDate day = today.minusDays(5);
        Files.writeString(
                dbs.resolve("eBulkApplicationReceipts1.xml"),
                receipts(at(receipt(ada, "F0012345678", 5), day, "09:00:00")));
        hub.sync();
        assertThat(check(ada)).isEqualTo("SENT|" + day + "|null|null|null");
        Files.writeString(
                dbs.resolve("eBulkApplicationBatchRejection1.xml"),
                rejections(at(rejection(ada, "F0012345678", 5), day, "11:00:00")));
        hub.sync();
        assertThat(check(ada)).startsWith("NOT_CURRENT|" + day).endsWith("|REJECTED");
        Files.writeString(
                dbs.resolve("eBulkApplicationReceipts2.xml"),
                receipts(at(receipt(ada, "F0012345678", 5), day, "15:00:00")));
        hub.sync();
        assertThat(hub.query("select count(*) from hub.failure")).containsExactly("0");
        assertThat(check(ada)).isEqualTo("SENT|" + day + "|null|null|null");
        assertThat(JourneyHub.feed(hub.sync(), "hub-checks").books().received()).isZero();
    }

    @Test
    void anApplicationThatIsHandedInAgainUnderANumberOfItsOwnIsStillTheCheckThatWasRequested() throws Exception {
        hub.sync();
        String ada = dbsCheck("Ada");
        Files.writeString(dbs.resolve("eBulkApplicationReceipts1.xml"), receipts(receipt(ada, "F0012345678", 40)));
        hub.sync();
        Files.writeString(
                dbs.resolve("eBulkApplicationBatchRejection1.xml"), rejections(rejection(ada, "F0012345678", 35)));
        hub.sync();
        assertThat(check(ada)).startsWith("NOT_CURRENT|");
        List<String> checks = hub.query("select id, person from fostering.check order by id");

        Files.writeString(dbs.resolve("eBulkApplicationReceipts2.xml"), receipts(receipt(ada, "F0012345679", 5)));
        hub.sync();

        assertThat(check(ada)).isEqualTo("SENT|" + today.minusDays(5) + "|null|null|null");
        assertThat(hub.query("select application_reference from fostering.check where id = " + ada))
                .containsExactly("F0012345679");
        assertThat(hub.query("select id, person from fostering.check order by id"))
                .isEqualTo(checks);
        assertThat(hub.query("select count(*) from hub.failure")).containsExactly("0");
    }

    @Test
    void aReceiptThatComesAgainAfterTheRejectionOfItsDayTakesNothingBack() throws Exception {
        hub.sync();
        String ada = dbsCheck("Ada");
        String first = receipt(ada, "F0012345678", 5);
        Files.writeString(dbs.resolve("eBulkApplicationReceipts1.xml"), receipts(first));
        hub.sync();
        Files.writeString(
                dbs.resolve("eBulkApplicationBatchRejection1.xml"), rejections(rejection(ada, "F0012345678", 5)));
        hub.sync();
        Files.writeString(
                dbs.resolve("eBulkApplicationReceipts2.xml"),
                receipts(first + receipt(dbsCheck("Ben"), "F0012345679", 5)));
        hub.sync();
        assertThat(check(ada)).startsWith("NOT_CURRENT|").endsWith("|REJECTED");
    }

    @Test
    void aFirstReceiptThatComesAfterTheRejectionOfItsDayIsForAPerson() throws Exception {
        hub.settings.put("hub.systems.dbs.out.location", "file:" + temp.resolve("to-dbs"));
        hub.sync();
        hub.sync();
        String ada = dbsCheck("Ada");
        assertThat(check(ada)).as("handed over").isEqualTo("SENT|" + today + "|null|null|null");
        Files.writeString(
                dbs.resolve("eBulkApplicationBatchRejection1.xml"), rejections(rejection(ada, "F0012345678", 0)));
        hub.sync();
        Files.writeString(dbs.resolve("eBulkApplicationReceipts1.xml"), receipts(receipt(ada, "F0012345678", 0)));
        hub.sync();
        assertThat(hub.query("select rule from hub.failure where feed = 'hub-checks' and state = 'open'"))
                .containsExactly("illegal-move");
        assertThat(check(ada)).startsWith("NOT_CURRENT|");
    }

    @Test
    void aReportWhoseTimeIsOverHasExpiredAndANewRequestIsForAPerson() throws Exception {
        hub.sync();
        String id = hub.query("select c.id from fostering.check c join fostering.person p on p.id = c.person"
                        + " where c.kind = 'ADULT_HEALTH' and p.given_name = 'Ben'")
                .get(0);
        Files.writeString(
                medical.resolve("medical-outcomes.csv"),
                "REFERENCE,PERSON_ID,FORM,OUTCOME,OUTCOME_DATE\n" + id + ",2,AH,Fit," + today.minusDays(800) + "\n");
        hub.sync();
        assertThat(hub.query("select status, valid_until, outcome from fostering.check where id = " + id))
                .containsExactly("EXPIRED|" + today.minusDays(800).plusDays(730) + "|SUITABLE");
        hub.sync();
        assertThat(hub.query("select count(*) from fostering.check")).containsExactly("4");
    }

    @ParameterizedTest
    @CsvSource({"Fit,CURRENT", "Unfit,NOT_CURRENT", "REJ,NOT_CURRENT"})
    void anOutcomeThatASourceTakesBackWithoutANewSendingIsAFailureForAPerson(String outcome, String status)
            throws Exception {
        hub.sync();
        String id = hub.query("select c.id from fostering.check c join fostering.person p on p.id = c.person"
                        + " where c.kind = 'ADULT_HEALTH' and p.given_name = 'Ada'")
                .get(0);
        Path file = medical.resolve("medical-outcomes.csv");
        String header = "REFERENCE,PERSON_ID,FORM,SENT_TO_GP_DATE,OUTCOME,OUTCOME_DATE\n";
        String sent = today.minusDays(5).toString();
        Files.writeString(file, header + id + ",1,AH," + sent + "," + outcome + "," + today.minusDays(1) + "\n");
        hub.sync();
        assertThat(check(id)).startsWith(status + "|" + sent);
        Files.writeString(file, header + id + ",1,AH," + sent + ",,\n");
        hub.sync();
        assertThat(hub.query("select rule from hub.failure where feed = 'hub-checks' and state = 'open'"))
                .containsExactly("illegal-move");
        assertThat(check(id)).startsWith(status + "|");
    }

    private String dbsCheck(String givenName) {
        return hub.query("select c.id from fostering.check c join fostering.person p on p.id = c.person"
                        + " where c.kind = 'DBS' and p.given_name = '" + givenName + "'")
                .get(0);
    }

    private static String receipts(String receipts) {
        return "<eBulkApplicationReceipts>" + receipts + "</eBulkApplicationReceipts>";
    }

    private String receipt(String check, String application, int daysAgo) {
        return "<Receipt><ApplicationReference>" + application + "</ApplicationReference><ExternalReference>" + check
                + "</ExternalReference><ReceivedDate>" + today.minusDays(daysAgo) + "</ReceivedDate></Receipt>";
    }

    private String rejection(String check, String application, int daysAgo) {
        return "<Application><ApplicationReference>" + application + "</ApplicationReference><ExternalReference>"
                + check + "</ExternalReference><RejectedDate>" + today.minusDays(daysAgo) + "</RejectedDate>"
                + "<Reason>A field is missing</Reason></Application>";
    }

    private static String rejections(String rejections) {
        return "<eBulkApplicationBatchRejection>" + rejections + "</eBulkApplicationBatchRejection>";
    }

    private static String at(String paper, LocalDate day, String time) {
        return paper.replace(day + "<", day + "T" + time + "Z<");
    }

    private String check(String id) {
        return hub.query("select status, sent_on, chased_on, chasers, outcome from fostering.check where id = " + id)
                .get(0);
    }
}
