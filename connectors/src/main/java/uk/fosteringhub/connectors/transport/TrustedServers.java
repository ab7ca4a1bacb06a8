package uk.fosteringhub.connectors.transport;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Optional;
import javax.net.ssl.TrustManagerFactory;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.apache.camel.support.jsse.TrustManagersParameters;

/** Which servers' certificates are believed: those of a PEM file, or without one those that Java comes with. */
public final class TrustedServers {
    private TrustedServers() {}

    public static SSLContextParameters from(Optional<Path> pemFile) throws IOException {
        SSLContextParameters parameters = new SSLContextParameters();
        if (pemFile.isPresent()) {
            TrustManagersParameters managers = new TrustManagersParameters();
            managers.setTrustManager(trusting(pemFile.get()).getTrustManagers()[0]);
            parameters.setTrustManagers(managers);
        }
        return parameters;
    }

    private static TrustManagerFactory trusting(Path pemFile) throws IOException {
        try (InputStream in = Files.newInputStream(pemFile)) {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            for (Certificate certificate :
                    CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                store.setCertificateEntry("trusted-" + store.size(), certificate);
            }
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(store);
            return factory;
        } catch (GeneralSecurityException unusable) {
            throw new IOException("the trust-store " + pemFile + " holds no certificates in PEM form", unusable);
        }
    }
}
