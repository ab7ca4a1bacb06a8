package uk.fosteringhub.systems;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A certificate in the register and in e-Bulk files is one check, by the numbers that the DBS gives. */
@Tag("servers")
class DbsNumbersJourneyTest {
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
        Files.writeString(
                dbs.resolve("eBulkApplicationReceipts1.xml"),
                "<eBulkApplicationReceipts><Receipt><ApplicationReference>F0012345678</ApplicationReference>"
                        + "<ReceivedDate>2026-01-10</ReceivedDate></Receipt></eBulkApplicationReceipts>");
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
        Files.writeString(
                dbs.resolve("eBulkApplicationReceipts1.xml"),
                "<eBulkApplicationReceipts><Receipt><ApplicationReference>F0012345678</ApplicationReference>"
                        + "<ReceivedDate>2026-01-10</ReceivedDate></Receipt></eBulkApplicationReceipts>");
        hub.sync();
        assertThat(checks()).hasSize(2);
        result("F0012345678", "001234567890");
        hub.sync();
        assertThat(checks()).containsExactly("001234567890|F0012345678|CLEAR|t|2026-02-01");
        assertThat(hub.query("select count(*) from hub.redirect")).containsExactly("1");
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
