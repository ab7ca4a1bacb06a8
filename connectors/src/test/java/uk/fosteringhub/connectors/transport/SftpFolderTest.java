package uk.fosteringhub.connectors.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.fosteringhub.core.settings.SystemSettings;
import uk.fosteringhub.simulators.sftp.SftpSimulator;
import uk.fosteringhub.testing.SftpServer;

@Tag("servers")
class SftpFolderTest extends FileDropContract {
    private static final String PASSWORD = "pass)word&%41{{x}}";

    @TempDir
    private Path temp;

    private SftpServer server;

    @BeforeEach
    void startServer() throws IOException {
        server();
    }

    @AfterEach
    void stopServer() {
        server.close();
    }

    private SftpServer server() {
        try {
            if (server == null) {
                server = SftpServer.start(temp, "hub", PASSWORD);
            }
            return server;
        } catch (IOException failed) {
            throw new java.io.UncheckedIOException(failed);
        }
    }

    @Override
    Path folder() {
        return server().home().resolve("lcs");
    }

    @Override
    String location() {
        return server().address() + "/lcs";
    }

    @Override
    SystemSettings system() {
        return Samples.login(PASSWORD, Optional.of(server().knownHosts()), Optional.empty());
    }

    @Test
    void aWrongPasswordIsSaid() throws Exception {
        write("DIM_PERSON.csv", ROWS);
        receive(Samples.login("wrong", Optional.of(server.knownHosts()), Optional.empty()), location(), false);
        assertThat(heard.stopped.get("lcs-persons"))
                .contains("refused the login")
                .doesNotContain("wrong");
        assertThat(intake.deliveries()).isEmpty();
    }

    @Test
    void aServerWithAnotherHostKeyGetsNothing() throws Exception {
        String[] lines = Files.readString(server.knownHosts()).split("\n");
        Path others = temp.resolve("others");
        try (SftpSimulator other = SftpSimulator.start(temp.resolve("other"), "hub", PASSWORD)) {
            String key = Files.readString(other.knownHosts()).split("\n")[0];
            String host = lines[0].substring(0, lines[0].indexOf(' '));
            Files.writeString(others, host + key.substring(key.indexOf(' ')) + "\n");
        }
        receive(Samples.login(PASSWORD, Optional.of(others), Optional.empty()), location(), false);
        assertThat(heard.stopped.get("lcs-persons")).contains("host key that is not in the known-hosts file");
    }

    @Test
    void aServerThatIsAwayIsSaid() {
        String location = location();
        server.close();
        receive(Samples.login(PASSWORD, Optional.of(server.knownHosts()), Optional.empty()), location, false);
        assertThat(heard.stopped.get("lcs-persons")).contains("refused the connection");
    }

    @Test
    @Tag("embedded-only")
    void aServerThatGoesAwayInTheMiddleOfAFileLeavesNothingHalfTaken() throws Exception {
        server.close();
        SftpSimulator failing = SftpSimulator.start(temp.resolve("failing"), "hub", PASSWORD);
        server = SftpServer.of(failing);
        Files.createDirectories(folder());
        write("DIM_PERSON.csv", "DIM_PERSON_ID,SURNAME\n" + "1,Ashdown\n".repeat(200_000));
        failing.faults().dropConnectionAfter(500_000);
        receive(false);
        assertThat(intake.deliveries()).isEmpty();
        assertThat(heard.stopped.get("lcs-persons")).contains("Nothing of the unfinished delivery was applied");
        assertThat(files("")).containsExactly("DIM_PERSON.csv");
        failing.faults().none();
        receive(false);
        assertThat(intake.names()).containsExactly("DIM_PERSON.csv");
        assertThat(files("done")).hasSize(1);
    }

    @Test
    @Tag("embedded-only")
    void aServerThatIsSlowWithEveryPieceOfAFileIsWaitedFor() throws Exception {
        server.close();
        SftpSimulator slow = SftpSimulator.start(temp.resolve("slow"), "hub", PASSWORD);
        server = SftpServer.of(slow);
        Files.createDirectories(folder());
        String whole = "DIM_PERSON_ID,SURNAME\n" + "1,Ashdown\n".repeat(30_000);
        write("DIM_PERSON.csv", whole);
        slow.faults().delayReads(Duration.ofMillis(100));
        receive(false);
        assertThat(heard.stopped).isEmpty();
        assertThat(intake.deliveries()).singleElement().satisfies(delivery -> assertThat(delivery.content())
                .isEqualTo(whole));
        assertThat(files("done")).hasSize(1);
    }
}
