package uk.fosteringhub.connectors.medical;

import ca.uhn.hl7v2.llp.HL7Reader;
import ca.uhn.hl7v2.llp.HL7Writer;
import ca.uhn.hl7v2.llp.LLPException;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.time.Duration;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.apache.camel.CamelContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.fosteringhub.connectors.transport.TrustedServers;
import uk.fosteringhub.core.settings.OutgoingSettings;
import uk.fosteringhub.core.settings.SystemSettings;

/** An open connection to a receiver of HL7 messages: one message, then its acknowledgement. */
final class MllpConnection implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(MllpConnection.class);
    private static final int LONGEST_ANSWER = 1 << 16;

    private final Socket socket;
    private final HL7Writer writer;
    private final HL7Reader reader;

    private MllpConnection(Socket socket) throws IOException {
        this.socket = socket;
        LimitedFrames frames = new LimitedFrames(LONGEST_ANSWER);
        try {
            this.writer = frames.getWriter(socket.getOutputStream());
            this.reader = frames.getReader(socket.getInputStream());
        } catch (LLPException impossible) {
            throw new IOException("UTF-8 is always there", impossible);
        }
    }

    /** Opens connections to one place. */
    @FunctionalInterface
    interface Opening {
        MllpConnection open() throws IOException;
    }

    /** To {@code mllp://host:port}, or with TLS to {@code mllps://host:port}, whose certificate must be trusted and its own. */
    static Opening to(CamelContext context, SystemSettings system, OutgoingSettings out) {
        URI place = URI.create(out.location());
        return () -> {
            Socket socket = new Socket();
            try {
                socket.connect(new InetSocketAddress(place.getHost(), place.getPort()), millis(out.timeout()));
                Socket speaking = place.getScheme().equals("mllps") ? withTls(context, system, socket, place) : socket;
                speaking.setSoTimeout(millis(out.timeout()));
                return new MllpConnection(speaking);
            } catch (IOException | RuntimeException failed) {
                socket.close();
                throw failed;
            }
        };
    }

    private static int millis(Duration time) {
        return (int) Math.min(Integer.MAX_VALUE, time.toMillis());
    }

    private static Socket withTls(CamelContext context, SystemSettings system, Socket plain, URI place)
            throws IOException {
        try {
            SSLSocketFactory sockets = TrustedServers.from(system.trustStore())
                    .createSSLContext(context)
                    .getSocketFactory();
            SSLSocket socket = (SSLSocket) sockets.createSocket(plain, place.getHost(), place.getPort(), true);
            SSLParameters checking = socket.getSSLParameters();
            checking.setEndpointIdentificationAlgorithm("HTTPS");
            socket.setSSLParameters(checking);
            socket.startHandshake();
            return socket;
        } catch (GeneralSecurityException unusable) {
            throw new IOException("the trust-store of " + system.name() + " cannot be used", unusable);
        }
    }

    /** Sends a message and waits for its acknowledgement. */
    String ask(String message) throws IOException {
        try {
            writer.writeMessage(message);
            String answer = reader.getMessage();
            if (answer == null) {
                throw new EOFException("the connection was closed before the acknowledgement");
            }
            return answer;
        } catch (LLPException broken) {
            throw new IOException("what came back is no frame of MLLP", broken);
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException gone) {
            LOG.debug("a connection was gone before it was closed", gone);
        }
    }
}
