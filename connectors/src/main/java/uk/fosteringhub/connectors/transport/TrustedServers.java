package uk.fosteringhub.connectors.transport;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Optional;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.apache.camel.support.jsse.TrustManagersParameters;

/** Whose certificates are believed: those of a PEM file, or without one, of servers, those that Java comes with. */
public final class TrustedServers {
    private TrustedServers() {}

    public static SSLContextParameters from(Optional<Path> pemFile) throws IOException {
        SSLContextParameters parameters = new SSLContextParameters();
        if (pemFile.isPresent()) {
            TrustManagersParameters managers = new TrustManagersParameters();
            managers.setTrustManager(in(pemFile.get())[0]);
            parameters.setTrustManagers(managers);
        }
        return parameters;
    }

    /**
     * Believes the certificates in a file, and those that their holders have signed.
     *
     * @throws IOException if there is none in it
     */
    public static TrustManager[] in(Path pemFile) throws IOException {
        try (InputStream in = Files.newInputStream(pemFile)) {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            for (Certificate certificate :
                    CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                store.setCertificateEntry("trusted-" + store.size(), certificate);
            }
            if (store.size() == 0) {
                throw new CertificateException("The file holds no certificate");
            }
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(store);
            return factory.getTrustManagers();
        } catch (GeneralSecurityException unusable) {
            throw new IOException("the trust-store " + pemFile + " holds no certificates in PEM form", unusable);
        }
    }
}
