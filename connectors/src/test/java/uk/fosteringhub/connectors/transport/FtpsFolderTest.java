package uk.fosteringhub.connectors.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.fosteringhub.core.settings.SystemSettings;
import uk.fosteringhub.simulators.ftps.FtpsSimulator;

class FtpsFolderTest extends FileDropContract {
    private static final String PASSWORD = "pass)word&%41";

    @TempDir
    private Path temp;

    private FtpsSimulator server;

    @BeforeEach
    void startServer() {
        server();
    }

    @AfterEach
    void stopServer() {
        server.close();
    }

    private FtpsSimulator server() {
        try {
            if (server == null) {
                server = FtpsSimulator.start(temp, "hub", PASSWORD);
            }
            return server;
        } catch (IOException failed) {
            throw new java.io.UncheckedIOException(failed);
        }
    }

    private Path certificate() {
        try (InputStream in = Files.newInputStream(server().trustStore())) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(in, server.trustStorePassword().toCharArray());
            byte[] encoded = store.getCertificate(store.aliases().nextElement()).getEncoded();
            String pem = "-----BEGIN CERTIFICATE-----\n"
                    + Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                            .encodeToString(encoded)
                    + "\n-----END CERTIFICATE-----\n";
            return Files.writeString(temp.resolve("server.pem"), pem);
        } catch (IOException | java.security.GeneralSecurityException failed) {
            throw new IllegalStateException(failed);
        }
    }

    @Override
    Path folder() {
        return server().home().resolve("lcs");
    }

    @Override
    String location() {
        return "ftps://localhost:" + server().port() + "/lcs";
    }

    @Override
    SystemSettings system() {
        return Samples.login(PASSWORD, Optional.empty(), Optional.of(certificate()));
    }

    @Test
    void aWrongPasswordIsSaid() {
        receive(Samples.login("wrong", Optional.empty(), Optional.of(certificate())), location(), false);
        assertThat(heard.stopped.get("lcs-persons")).contains("refused the login");
    }

    @Test
    void aCertificateThatNobodyVouchesForIsNotBelieved() throws Exception {
        write("DIM_PERSON.csv", ROWS);
        receive(Samples.login(PASSWORD, Optional.empty(), Optional.empty()), location(), false);
        assertThat(heard.stopped.get("lcs-persons")).contains("certificate that is not trusted");
        assertThat(intake.deliveries()).isEmpty();
    }

    @Test
    void aTransferThatEndsInTheMiddleOfAFileLeavesNothingHalfTaken() throws Exception {
        String whole = "DIM_PERSON_ID,SURNAME\n" + "1,Ashdown\n".repeat(200_000);
        write("DIM_PERSON.csv", whole);
        server.faults().breakTransferAfter(500_000);
        receive(false);
        assertThat(intake.deliveries()).isEmpty();
        assertThat(heard.stopped.get("lcs-persons")).contains("Nothing of the unfinished delivery was applied");
        assertThat(files("")).containsExactly("DIM_PERSON.csv");
        receive(false);
        assertThat(intake.deliveries()).singleElement().satisfies(delivery -> assertThat(delivery.content())
                .hasSameSizeAs(whole));
        assertThat(files("done")).hasSize(1);
    }
}
