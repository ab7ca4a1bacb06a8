package uk.fosteringhub.systems;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A certificate in the register and in e-Bulk files is one check, by the numbers that the DBS gives. */
@Tag("servers")
class DbsNumbersJourneyTest {
    private static final DateTimeFormatter BRITISH = DateTimeFormatter.ofPattern("dd/MM/yyyy");
    private static final String REGISTER =
            "CERTIFICATE_NUMBER,PERSON_ID,APPLICATION_REFERENCE,CONSENT_DATE,UPDATE_SERVICE\n";

    @TempDir
    private Path temp;

    private JourneyHub hub;
    private Path dbs;

    @BeforeEach
    void start() throws IOException {
        hub = new JourneyHub(temp.resolve("data"));
        dbs = Files.createDirectories(temp.resolve("dbs"));
        hub.settings.put("hub.systems.dbs.location", "file:" + dbs);
    }

    @AfterEach
    void stop() {
        hub.close();
    }

    @Test
    void aRowOfTheRegisterAndAResultWithItsCertificateAreOneCheckWhicheverComesFirst() throws Exception {
        register("001234567890,1,,01/02/2026,Y\n");
        hub.sync();
        result("F0012345678", "001234567890");
        hub.sync();
        assertThat(checks()).containsExactly("001234567890|F0012345678|CLEAR|t|2026-02-01");

        result("F0099999999", "009999999999");
        hub.sync();
        register("009999999999,1,,02/02/2026,N\n");
        hub.sync();
        assertThat(checks())
                .containsExactly(
                        "001234567890|F0012345678|CLEAR|t|2026-02-01", "009999999999|F0099999999|CLEAR|f|2026-02-02");
    }

    @Test
    void anApplicationThatWasReceivedIsTheCheckWhoseRowOfTheRegisterNamesIt() throws Exception {
        receipt();
        hub.sync();
        register("001234567890,1,F0012345678,01/02/2026,Y\n");
        hub.sync();
        assertThat(checks()).containsExactly("001234567890|F0012345678|null|t|2026-02-01");
        assertThat(hub.query("select sent_on from fostering.check where ended_at is null"))
                .containsExactly("2026-01-10");
    }

    @Test
    void twoChecksThatTurnOutToBeOneByTheirNumbersAreJoined() throws Exception {
        register("001234567890,1,,01/02/2026,Y\n");
        receipt();
        hub.sync();
        assertThat(checks()).hasSize(2);
        result("F0012345678", "001234567890");
        hub.sync();
        assertThat(checks()).containsExactly("001234567890|F0012345678|CLEAR|t|2026-02-01");
        assertThat(hub.query("select count(*) from hub.redirect")).containsExactly("1");
    }

    @Test
    void aNumberThatIsCorrectedInTheRegisterLeavesTheCheckWhatTheHubSaysOfIt() throws Exception {
        String over = BRITISH.format(Midnight.dayThatLasts().minusDays(1));
        result("F0012345678", "001234567890");
        registerWithEnds("001234567890,1,F0012345679,01/02/2026,N," + over + "\n");
        hub.sync();
        List<String> checks = hub.query("select id, status from fostering.check");
        assertThat(checks).singleElement().asString().endsWith("|EXPIRED");

        registerWithEnds("001234567890,1,F0012345678,01/02/2026,N," + over + "\n");
        hub.sync();

        assertThat(hub.query("select id, status from fostering.check")).isEqualTo(checks);
        assertThat(hub.query("select count(*) from hub.failure")).containsExactly("0");
    }

    @Test
    void theCheckOfTheRegisterKeepsItsHubIdWhereItsNumberIsTakenBackFromAnApplication() throws Exception {
        register("001234567890,1,F0012345678,01/02/2026,N\n");
        hub.sync();
        receipt();
        hub.sync();
        List<String> check = hub.query("select id, certificate_number from fostering.check");
        assertThat(hub.query("select status from fostering.check")).containsExactly("SENT");

        register("001234567890,1,F0012345679,01/02/2026,N\n");
        hub.sync();

        assertThat(hub.query("select id, certificate_number from fostering.check where certificate_number is not null"))
                .isEqualTo(check);
        assertThat(hub.query("select application_reference from fostering.check order by 1"))
                .containsExactly("F0012345678", "F0012345679");
        assertThat(hub.query("select c.key from hub.contribution c join hub.source s on s.id = c.source_id"
                        + " where s.keyspace = 'hub' and s.record_type = 'check' and c.key <> c.entity_id::text"
                        + " and c.key <> 'F0012345678'"))
                .isEmpty();
    }

    /** The DBS has application F0012345678. */
    private void receipt() throws IOException {
        Files.writeString(
                dbs.resolve("eBulkApplicationReceipts1.xml"),
                "<eBulkApplicationReceipts><Receipt><ApplicationReference>F0012345678</ApplicationReference>"
                        + "<ReceivedDate>2026-01-10</ReceivedDate></Receipt></eBulkApplicationReceipts>");
    }

    private void registerWithEnds(String rows) throws IOException {
        Files.writeString(dbs.resolve("dbs-certificates.csv"), REGISTER.strip() + ",VALID_UNTIL\n" + rows);
    }

    private void register(String rows) throws IOException {
        Files.writeString(dbs.resolve("dbs-certificates.csv"), REGISTER + rows);
    }

    private void result(String application, String certificate) throws IOException {
        Files.writeString(
                dbs.resolve("eBulkResults-" + application + ".xml"),
                "<eBulkResults><Result><ApplicationReference>" + application
                        + "</ApplicationReference><Disclosure><Number>"
                        + certificate + "</Number><IssueDate>2026-01-20</IssueDate>"
                        + "<Result>Certificate contains no information</Result></Disclosure></Result></eBulkResults>");
    }

    private List<String> checks() {
        return hub.query("select certificate_number, application_reference, outcome, update_service, consented_on"
                + " from fostering.check where ended_at is null order by certificate_number nulls last");
    }
}
