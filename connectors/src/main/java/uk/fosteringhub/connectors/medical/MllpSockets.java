package uk.fosteringhub.connectors.medical;

import ca.uhn.hl7v2.util.StandardSocketFactory;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ServerSocketFactory;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.TrustManager;
import uk.fosteringhub.connectors.transport.TrustedServers;
import uk.fosteringhub.core.settings.MllpSettings;

/**
 * The one socket that messages come in by. It is bound at once, to the interface that is set, so that a taken port is told
 * when the hub starts; HAPI itself would bind all interfaces, later and on a thread of its own.
 */
final class MllpSockets extends StandardSocketFactory {
    private static final int BACKLOG = 50;

    private final Bound socket;

    MllpSockets(MllpSettings settings) throws IOException {
        this.socket = new Bound(
                bind(settings.keyStore().isPresent() ? withTls(settings) : ServerSocketFactory.getDefault(), settings));
    }

    private static ServerSocket bind(ServerSocketFactory factory, MllpSettings settings) throws IOException {
        ServerSocket socket =
                factory.createServerSocket(settings.port(), BACKLOG, InetAddress.getByName(settings.address()));
        if (settings.trustStore().isPresent()) {
            ((SSLServerSocket) socket).setNeedClientAuth(true);
        }
        return socket;
    }

    int port() {
        return socket.real.getLocalPort();
    }

    @Override
    public ServerSocket createServerSocket() {
        return socket;
    }

    @Override
    public ServerSocket createTlsServerSocket() {
        return socket;
    }

    private static ServerSocketFactory withTls(MllpSettings settings) throws IOException {
        TrustManager[] senders = settings.trustStore().isPresent()
                ? TrustedServers.in(settings.trustStore().get())
                : null;
        Path file = settings.keyStore().orElseThrow();
        char[] password = settings.keyStorePassword().orElse("").toCharArray();
        try (InputStream in = Files.newInputStream(file)) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(in, password);
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, password);
            SSLContext tls = SSLContext.getInstance("TLS");
            tls.init(keys.getKeyManagers(), senders, null);
            return tls.getServerSocketFactory();
        } catch (GeneralSecurityException unusable) {
            throw new IOException("the key-store " + file + " holds no key that can be used", unusable);
        }
    }

    /** A server socket that is bound already, behind the calls that HAPI makes. */
    private static final class Bound extends ServerSocket {
        private final ServerSocket real;

        private Bound(ServerSocket real) throws IOException {
            this.real = real;
        }

        @Override
        public void bind(SocketAddress address) {
            // it is
        }

        @Override
        public void bind(SocketAddress address, int backlog) {
            // it is
        }

        @Override
        public Socket accept() throws IOException {
            return real.accept();
        }

        @Override
        public void setSoTimeout(int millis) throws SocketException {
            real.setSoTimeout(millis);
        }

        @Override
        public boolean isBound() {
            return true;
        }

        @Override
        public boolean isClosed() {
            return real.isClosed();
        }

        @Override
        public void close() throws IOException {
            real.close();
        }
    }
}
