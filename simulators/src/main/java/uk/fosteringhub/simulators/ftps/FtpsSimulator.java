package uk.fosteringhub.simulators.ftps;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.List;
import org.apache.ftpserver.DataConnectionConfigurationFactory;
import org.apache.ftpserver.FtpServer;
import org.apache.ftpserver.FtpServerFactory;
import org.apache.ftpserver.ftplet.FtpException;
import org.apache.ftpserver.listener.ListenerFactory;
import org.apache.ftpserver.ssl.SslConfigurationFactory;
import org.apache.ftpserver.usermanager.PropertiesUserManagerFactory;
import org.apache.ftpserver.usermanager.impl.BaseUser;
import org.apache.ftpserver.usermanager.impl.WritePermission;

/** A real FTPS server (explicit TLS) on 127.0.0.1, with a certificate of its own. */
public final class FtpsSimulator implements AutoCloseable {
    private static final String STORE_PASSWORD = "simulated";
    private static final int TRIES_FOR_A_PORT = 5;

    private final FtpServer server;
    private final Path home;
    private final Path trustStore;
    private final int port;
    private final FtpsFaults faults;

    private FtpsSimulator(FtpServer server, Path home, Path trustStore, int port, FtpsFaults faults) {
        this.faults = faults;
        this.server = server;
        this.home = home;
        this.trustStore = trustStore;
        this.port = port;
    }

    /**
     * @param folder keeps key and certificate, and under {@code home/} the files that the user sees as the root folder
     * @throws IOException if the folder is not writable or the server does not start
     */
    public static FtpsSimulator start(Path folder, String user, String password) throws IOException {
        Path home = Files.createDirectories(folder.resolve("home"));
        Path keyStore = folder.resolve("key.p12");
        Path trustStore = folder.resolve("trust.p12");
        try {
            SelfSigned identity = SelfSigned.forLocalhost();
            KeyStore keys = empty();
            keys.setKeyEntry("server", identity.keys().getPrivate(), STORE_PASSWORD.toCharArray(), new Certificate[] {
                identity.certificate()
            });
            write(keys, keyStore);
            KeyStore trusted = empty();
            trusted.setCertificateEntry("server", identity.certificate());
            write(trusted, trustStore);
        } catch (GeneralSecurityException e) {
            throw new IOException("The certificate of the FTPS server could not be made", e);
        }
        return listen(home, keyStore, trustStore, user, password);
    }

    public int port() {
        return port;
    }

    /** The folder that the user sees as root. */
    public Path home() {
        return home;
    }

    /** PKCS#12 store with the certificate to trust; its password is {@link #trustStorePassword()}. */
    public Path trustStore() {
        return trustStore;
    }

    public String trustStorePassword() {
        return STORE_PASSWORD;
    }

    public FtpsFaults faults() {
        return faults;
    }

    @Override
    public void close() {
        server.stop();
    }

    private static FtpsSimulator listen(Path home, Path keyStore, Path trustStore, String user, String password)
            throws IOException {
        FtpsFaults faults = new FtpsFaults();
        for (int tried = 1; ; tried++) {
            int port = freePort();
            FtpServer server = server(home, keyStore, user, password, port, faults);
            try {
                server.start();
                return new FtpsSimulator(server, home, trustStore, port, faults);
            } catch (FtpException e) {
                if (tried == TRIES_FOR_A_PORT) {
                    throw new IOException("The FTPS server did not start on port " + port, e);
                }
            }
        }
    }

    private static FtpServer server(Path home, Path keyStore, String user, String password, int port, FtpsFaults faults)
            throws IOException {
        SslConfigurationFactory tls = new SslConfigurationFactory();
        tls.setKeystoreFile(keyStore.toFile());
        tls.setKeystoreType("PKCS12");
        tls.setKeystorePassword(STORE_PASSWORD);
        tls.setSslProtocol(new String[] {"TLSv1.2"});
        DataConnectionConfigurationFactory data = new DataConnectionConfigurationFactory();
        data.setPassiveAddress("127.0.0.1");
        ListenerFactory listener = new ListenerFactory();
        listener.setServerAddress("127.0.0.1");
        listener.setPort(port);
        listener.setSslConfiguration(tls.createSslConfiguration());
        listener.setDataConnectionConfiguration(data.createDataConnectionConfiguration());
        BaseUser account = new BaseUser();
        account.setName(user);
        account.setPassword(password);
        account.setHomeDirectory(home.toAbsolutePath().toString());
        account.setAuthorities(List.of(new WritePermission()));
        FtpServerFactory factory = new FtpServerFactory();
        factory.addListener("default", listener.createListener());
        factory.setFileSystem(new FaultyFiles(faults));
        factory.setUserManager(new PropertiesUserManagerFactory().createUserManager());
        try {
            factory.getUserManager().save(account);
        } catch (FtpException e) {
            throw new IOException("The FTPS server refused its user", e);
        }
        return factory.createServer();
    }

    private static KeyStore empty() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }

    private static void write(KeyStore store, Path file) throws GeneralSecurityException, IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, STORE_PASSWORD.toCharArray());
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
