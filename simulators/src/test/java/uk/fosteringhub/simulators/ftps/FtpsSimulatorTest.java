package uk.fosteringhub.simulators.ftps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import org.apache.commons.net.ftp.FTP;
import org.apache.commons.net.ftp.FTPSClient;
import org.apache.commons.net.util.TrustManagerUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FtpsSimulatorTest {
    @TempDir
    private Path folder;

    @Test
    void aUserReadsAFileOverTlsAfterCheckingTheCertificate() throws Exception {
        try (FtpsSimulator server = FtpsSimulator.start(folder, "hub", "secret")) {
            Files.writeString(server.home().resolve("DIM_PERSON.csv"), "a,b\r\n");
            FTPSClient client = connected(server);
            assertThat(client.login("hub", "secret")).isTrue();
            client.execPBSZ(0);
            client.execPROT("P");
            client.enterLocalPassiveMode();
            client.setFileType(FTP.BINARY_FILE_TYPE);
            ByteArrayOutputStream file = new ByteArrayOutputStream();
            boolean whole = client.retrieveFile("DIM_PERSON.csv", file);
            assertThat(whole).as(client.getReplyString()).isTrue();
            assertThat(file).hasToString("a,b\r\n");
            client.disconnect();
        }
    }

    @Test
    void aWrongPasswordIsTurnedAway() throws Exception {
        try (FtpsSimulator server = FtpsSimulator.start(folder, "hub", "secret")) {
            FTPSClient client = connected(server);
            assertThat(client.login("hub", "guess")).isFalse();
            client.disconnect();
        }
    }

    @Test
    void whoTrustsAnotherCertificateDoesNotConnect() throws Exception {
        try (FtpsSimulator server = FtpsSimulator.start(folder.resolve("one"), "hub", "secret");
                FtpsSimulator other = FtpsSimulator.start(folder.resolve("other"), "hub", "secret")) {
            FTPSClient client = client(other);
            assertThatThrownBy(() -> client.connect("localhost", server.port())).isInstanceOf(IOException.class);
        }
    }

    private static FTPSClient connected(FtpsSimulator server) throws IOException, GeneralSecurityException {
        FTPSClient client = client(server);
        client.connect("localhost", server.port());
        return client;
    }

    private static FTPSClient client(FtpsSimulator trusted) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(trusted.trustStore())) {
            store.load(in, trusted.trustStorePassword().toCharArray());
        }
        FTPSClient client = new FTPSClient();
        client.setTrustManager(TrustManagerUtils.getDefaultTrustManager(store));
        client.setHostnameVerifier((host, session) -> host.equals("localhost"));
        return client;
    }
}
