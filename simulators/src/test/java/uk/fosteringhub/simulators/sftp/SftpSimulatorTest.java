package uk.fosteringhub.simulators.sftp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.time.Duration;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.keyverifier.KnownHostsServerKeyVerifier;
import org.apache.sshd.client.keyverifier.RejectAllServerKeyVerifier;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.sftp.client.SftpClient;
import org.apache.sshd.sftp.client.SftpClientFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SftpSimulatorTest {
    private static final Duration LONG_ENOUGH = Duration.ofSeconds(20);

    @TempDir
    private Path folder;

    private SftpSimulator server;
    private SshClient ssh;

    @BeforeEach
    void startBoth() throws IOException {
        server = SftpSimulator.start(folder, "hub", "secret");
        ssh = client(server.knownHosts());
    }

    @AfterEach
    void stopBoth() {
        ssh.stop();
        server.close();
    }

    @Test
    void aUserReadsAndMovesFilesAfterCheckingTheKnownHost() throws IOException {
        Files.writeString(server.home().resolve("DIM_PERSON.csv"), "a,b\r\n1,2\r\n");
        try (ClientSession session = login("secret");
                SftpClient sftp = SftpClientFactory.instance().createSftpClient(session)) {
            try (InputStream file = sftp.read("/DIM_PERSON.csv")) {
                assertThat(new String(file.readAllBytes(), StandardCharsets.UTF_8))
                        .isEqualTo("a,b\r\n1,2\r\n");
            }
            sftp.mkdir("/done");
            sftp.rename("/DIM_PERSON.csv", "/done/DIM_PERSON.csv");
        }
        assertThat(server.home().resolve("done/DIM_PERSON.csv")).exists();
    }

    @Test
    void aWrongPasswordAndRefusedLoginsAreTurnedAway() throws IOException {
        assertThatThrownBy(() -> login("guess")).isInstanceOf(IOException.class);
        server.faults().refuseLogins(true);
        assertThatThrownBy(() -> login("secret")).isInstanceOf(IOException.class);
        server.faults().none();
        login("secret").close();
    }

    @Test
    void anAuthorisedKeyOpensTheDoorToo() throws IOException, GeneralSecurityException {
        KeyPair key = KeyUtils.generateKeyPair("ecdsa-sha2-nistp256", 256);
        server.authorise(key.getPublic());
        try (ClientSession session = connect()) {
            session.addPublicKeyIdentity(key);
            session.auth().verify(LONG_ENOUGH);
            assertThat(session.isAuthenticated()).isTrue();
        }
    }

    @Test
    void theConnectionDropsInTheMiddleOfAFileOnDemandAndOnlyOnce() throws IOException {
        Files.write(server.home().resolve("big.csv"), new byte[2_000_000]);
        server.faults().dropConnectionAfter(500_000);
        try (ClientSession session = login("secret");
                SftpClient sftp = SftpClientFactory.instance().createSftpClient(session)) {
            assertThatThrownBy(() -> sftp.read("/big.csv").readAllBytes()).isInstanceOf(IOException.class);
        }
        try (ClientSession session = login("secret");
                SftpClient sftp = SftpClientFactory.instance().createSftpClient(session)) {
            assertThat(sftp.read("/big.csv").readAllBytes()).hasSize(2_000_000);
        }
    }

    @Test
    void theHostKeyOutlastsARestart() throws IOException {
        String before = keyIn(server.knownHosts());
        server.close();
        server = SftpSimulator.start(folder, "hub", "secret");
        assertThat(keyIn(server.knownHosts())).isEqualTo(before);
    }

    private ClientSession login(String password) throws IOException {
        ClientSession session = connect();
        session.addPasswordIdentity(password);
        session.auth().verify(LONG_ENOUGH);
        return session;
    }

    private ClientSession connect() throws IOException {
        return ssh.connect("hub", "localhost", server.port())
                .verify(LONG_ENOUGH)
                .getSession();
    }

    private static SshClient client(Path knownHosts) {
        SshClient client = SshClient.setUpDefaultClient();
        client.setServerKeyVerifier(new KnownHostsServerKeyVerifier(RejectAllServerKeyVerifier.INSTANCE, knownHosts));
        client.start();
        return client;
    }

    private static String keyIn(Path knownHosts) throws IOException {
        return Files.readString(knownHosts).lines().findFirst().orElseThrow().split(" ", 2)[1];
    }
}
