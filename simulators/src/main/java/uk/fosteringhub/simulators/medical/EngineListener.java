package uk.fosteringhub.simulators.medical;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ServerSocketFactory;

/**
 * A hospital's integration engine that takes HL7 messages by MLLP, plain or with TLS, and acknowledges each. A message whose
 * control id it has taken before is acknowledged again and not taken twice.
 */
public final class EngineListener implements AutoCloseable {
    private static final int START = 0x0B;
    private static final int END = 0x1C;

    private final ServerSocket server;
    private final ExecutorService workers;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final Map<String, String> taken = new TreeMap<>();
    private final Deque<Fault> faults = new ArrayDeque<>();
    private int received;

    /** What goes wrong with one message. */
    public enum Fault {
        /** Refused for its content: AE. */
        REFUSED,
        /** Refused for its content as receivers do that give every fault of their own the same number: AE with error 207. */
        NOT_STORED,
        /** Refused by an engine built on HAPI that sends such messages nowhere: AR with error 207, and why in words. */
        UNROUTABLE,
        /** Refused for now: AR with error 207. */
        NOT_NOW,
        /** Taken, and the connection closed without an acknowledgement. */
        HUNG_UP
    }

    private EngineListener(ServerSocket server, ExecutorService workers) {
        this.server = server;
        this.workers = workers;
    }

    public static EngineListener start() throws IOException {
        return start(ServerSocketFactory.getDefault());
    }

    /** @param sockets such as those of a TLS context */
    public static EngineListener start(ServerSocketFactory sockets) throws IOException {
        ExecutorService workers = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "engine-listener");
            thread.setDaemon(true);
            return thread;
        });
        EngineListener listener =
                new EngineListener(sockets.createServerSocket(0, 50, InetAddress.getLoopbackAddress()), workers);
        workers.execute(listener::accept);
        return listener;
    }

    public int port() {
        return server.getLocalPort();
    }

    /** The next so many messages, after those already due for a fault, go wrong like this. */
    public synchronized void next(int messages, Fault fault) {
        for (int message = 0; message < messages; message++) {
            faults.add(fault);
        }
    }

    /** The messages taken, by their control id, each segment ended by a carriage return. */
    public synchronized Map<String, String> taken() {
        return new TreeMap<>(taken);
    }

    /** How many messages came, those that were refused or had come before among them. */
    public synchronized int received() {
        return received;
    }

    @Override
    public void close() {
        List<AutoCloseable> all = new ArrayList<>(open);
        all.add(server);
        for (AutoCloseable socket : all) {
            try {
                socket.close();
            } catch (Exception gone) {
                throw new IllegalStateException("a socket cannot be closed", gone);
            }
        }
        workers.shutdownNow();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                open.add(socket);
                workers.execute(() -> serve(socket));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            InputStream in = socket.getInputStream();
            OutputStream out = socket.getOutputStream();
            for (String message = read(in); !message.isEmpty(); message = read(in)) {
                String answer = answer(message);
                if (answer.isEmpty()) {
                    return;
                }
                out.write(framed(answer));
                out.flush();
            }
        } catch (IOException hungUp) {
            // whoever called has gone, which callers may do
            open.remove(socket);
        }
    }

    private static byte[] framed(String answer) {
        return ((char) START + answer + (char) END + "\r").getBytes(StandardCharsets.UTF_8);
    }

    private static String read(InputStream in) throws IOException {
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        for (int b = in.read(); b >= 0; b = in.read()) {
            if (b == END) {
                in.read();
                return message.toString(StandardCharsets.UTF_8);
            }
            if (b != START) {
                message.write(b);
            }
        }
        return "";
    }

    private synchronized String answer(String message) {
        received++;
        String controlId = message.split("\r", 2)[0].split("[|]", -1)[9];
        Fault fault = faults.poll();
        String header = "MSH|^~\\&|ENGINE|TRUST|FOSTERING HUB||20260306014900||ACK|A" + controlId + "|P|2.4\r";
        if (fault == Fault.REFUSED) {
            return header + "MSA|AE|" + controlId + "|No such clinic\rERR|OBR^1^4^103\r";
        }
        if (fault == Fault.NOT_STORED) {
            return header + "MSA|AE|" + controlId
                    + "|Cannot store Grey\rERR|^^^207&Application internal error&HL70357\r";
        }
        if (fault == Fault.UNROUTABLE) {
            return header + "MSA|AR|" + controlId + "|Application internal error\rERR|^^^207&Application internal error"
                    + "&HL70357&&No appropriate destination could be found to which this message could be routed.\r";
        }
        if (fault == Fault.NOT_NOW) {
            return header + "MSA|AR|" + controlId + "|Queue full\rERR|MSH^1^^207\r";
        }
        taken.putIfAbsent(controlId, message);
        return fault == Fault.HUNG_UP ? "" : header + "MSA|AA|" + controlId + "\r";
    }
}
