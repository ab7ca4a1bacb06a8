package uk.fosteringhub.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.fosteringhub.testing.TestDatabase;
import uk.fosteringhub.testing.TestDatabases;
import uk.fosteringhub.testing.TestKeys;

/** The plug is pulled with {@code kill -9} while an alert is due, and two processes look and send at once. */
@Tag("servers")
class AlertKillTest {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String GOOD = """
            DIM_PERSON_ID,FORENAME,SURNAME,GENDER_MAIN_CODE,BIRTH_DTTM
            1,Ada,Khan,F,1980-02-03
            """;

    @TempDir
    private Path folder;

    private TestDatabase store;
    private GreenMail mail;
    private Path inbox;

    @BeforeEach
    void start() throws Exception {
        store = TestDatabases.empty();
        mail = new GreenMail(ServerSetup.SMTP.dynamicPort());
        mail.start();
        inbox = Files.createDirectories(folder.resolve("lcs"));
        Files.writeString(inbox.resolve("DIM_PERSON.csv"), GOOD);
    }

    @AfterEach
    void stop() {
        mail.stop();
        store.close();
    }

    private HubProcess sync(int mailPort) {
        List<String> arguments = new ArrayList<>(List.of("sync", "--feed", "lcs-persons"));
        for (String setting : List.of(
                "hub.database.url=" + store.url(),
                "hub.encryption.keyset=" + TestKeys.keyset(),
                "hub.data=" + folder.resolve("data"),
                "hub.systems.lcs.location=file:" + inbox,
                "hub.alerts.mail.host=127.0.0.1",
                "hub.alerts.mail.port=" + mailPort,
                "hub.alerts.mail.security=none",
                "hub.alerts.mail.from=hub@example.org",
                "hub.alerts.to=duty@example.org",
                "hub.alerts.verdict-of=command",
                "hub.watch.settle=0s")) {
            arguments.add("--set");
            arguments.add(setting);
        }
        return HubProcess.start(folder, arguments.toArray(String[]::new));
    }

    private List<String> subjects() throws MessagingException {
        List<String> subjects = new ArrayList<>();
        for (MimeMessage message : mail.getReceivedMessages()) {
            subjects.add(message.getSubject() + " " + message.getMessageID());
        }
        return subjects;
    }

    @Test
    void anAlertThatWasDueWhenTheProcessDiedIsSentOnceByTheNext() throws Exception {
        try (ServerSocket mute = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            HubProcess killed = sync(mute.getLocalPort());
            Awaitility.await()
                    .atMost(PATIENCE)
                    .failFast(() -> !killed.running())
                    .until(() -> holds("select count(*) = 1 from hub.alert where attempts = 1 and sent_at is null"));
            killed.kill();
        }
        assertThat(one("select state from hub.run")).isEqualTo("finished");
        assertThat(subjects()).isEmpty();

        // What one process has begun to send the others leave alone for a while; that has passed now.
        execute("update hub.alert set next_attempt_at = now()");
        HubProcess next = sync(mail.getSmtp().getPort());
        assertThat(next.exitCode()).as(next.output() + next.errors()).isZero();
        assertThat(subjects()).hasSize(2).doesNotHaveDuplicates();
        assertThat(subjects()).filteredOn(subject -> subject.contains("run 1 ")).hasSize(1);
        assertThat(subjects()).filteredOn(subject -> subject.contains("run 2 ")).hasSize(1);
    }

    @Test
    void ofTwoProcessesThatLookAtOnceOneTells() throws Exception {
        HubProcess first = sync(mail.getSmtp().getPort());
        assertThat(first.exitCode()).as(first.output() + first.errors()).isZero();
        int before = mail.getReceivedMessages().length;
        execute("update hub.delivery set received_at = now() - interval '30 days'");
        HubProcess one = sync(mail.getSmtp().getPort());
        HubProcess other = sync(mail.getSmtp().getPort());
        one.exitCode();
        other.exitCode();
        assertThat(one("select count(*) from hub.incident where kind = 'late-feed'"))
                .isEqualTo("1");
        assertThat(one("select count(*) from hub.alert where sent_at is null")).isEqualTo("0");
        assertThat(subjects()).doesNotHaveDuplicates();
        assertThat(subjects())
                .filteredOn(subject -> subject.contains("Late delivery"))
                .hasSize(1);
        assertThat(mail.getReceivedMessages().length).isGreaterThan(before);
    }

    private boolean holds(String condition) {
        try {
            return one(condition).equals("t");
        } catch (IllegalStateException noTablesYet) {
            return false;
        }
    }

    private String one(String sql) {
        try (Connection connection = DriverManager.getConnection(store.url());
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        } catch (SQLException failed) {
            throw new IllegalStateException(sql, failed);
        }
    }

    private void execute(String sql) {
        try (Connection connection = DriverManager.getConnection(store.url());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException failed) {
            throw new IllegalStateException(sql, failed);
        }
    }
}
