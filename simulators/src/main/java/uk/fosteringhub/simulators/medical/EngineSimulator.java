package uk.fosteringhub.simulators.medical;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import javax.net.SocketFactory;

/** A hospital's integration engine: sends HL7 messages by MLLP over one connection and waits for each acknowledgement. */
public final class EngineSimulator implements AutoCloseable {
    private static final int START = 0x0B;
    private static final int END = 0x1C;
    private static final int PATIENCE_MILLIS = 30_000;

    private final Socket socket;

    private EngineSimulator(Socket socket) {
        this.socket = socket;
    }

    public static EngineSimulator connect(int port) throws IOException {
        return connect(port, SocketFactory.getDefault());
    }

    /** @param sockets such as those of a TLS context */
    public static EngineSimulator connect(int port, SocketFactory sockets) throws IOException {
        Socket socket = sockets.createSocket("localhost", port);
        socket.setSoTimeout(PATIENCE_MILLIS);
        return new EngineSimulator(socket);
    }

    /** Sends a message, and gives its acknowledgement. */
    public String send(String message) throws IOException {
        OutputStream out = socket.getOutputStream();
        ByteArrayOutputStream framed = new ByteArrayOutputStream();
        framed.write(START);
        framed.write(message.getBytes(StandardCharsets.UTF_8));
        framed.write(END);
        framed.write('\r');
        out.write(framed.toByteArray());
        out.flush();
        return answer(socket.getInputStream());
    }

    /** An outcome of Ada Grey, born on 3 May 1981, as the engine passes it on. */
    public static String outcome(String controlId, String reference, String personId, String outcome, String advised) {
        OutcomeMessage.Patient ada = new OutcomeMessage.Patient(personId, "GREY^ADA", "19810503");
        return new OutcomeMessage(controlId, "20260306014900", reference, ada, "AH", outcome, advised).text();
    }

    private static String answer(InputStream in) throws IOException {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        for (int b = in.read(); b != END; b = in.read()) {
            if (b < 0) {
                throw new EOFException("the connection was closed before the acknowledgement");
            }
            if (b != START) {
                answer.write(b);
            }
        }
        in.read();
        return answer.toString(StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
