package uk.fosteringhub.benchmarks.live;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;

/** One kept-alive HTTP connection. Plain, since the sender shares the processors with what is measured. */
final class PushConnection implements AutoCloseable {
    private static final int TIMEOUT_MILLIS = 120_000;

    private final URI address;
    private Socket socket;
    private InputStream in;

    PushConnection(URI address) throws IOException {
        this.address = address;
        open();
    }

    private void open() throws IOException {
        this.socket = new Socket(address.getHost(), address.getPort());
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(TIMEOUT_MILLIS);
        this.in = new BufferedInputStream(socket.getInputStream());
    }

    /** Opens it anew: the hub closes what has been idle for a while. */
    void renew() throws IOException {
        socket.close();
        open();
    }

    /** @return the answer's status */
    int send(byte[] request) throws IOException {
        socket.getOutputStream().write(request);
        int status = Integer.parseInt(line().substring(9, 12));
        int length = -1;
        boolean chunked = false;
        boolean last = false;
        for (String header = line(); !header.isEmpty(); header = line()) {
            String lower = header.toLowerCase(java.util.Locale.ROOT);
            if (lower.startsWith("content-length:")) {
                length = Integer.parseInt(header.substring(15).strip());
            }
            last |= lower.equals("connection: close");
            chunked |= lower.startsWith("transfer-encoding:") && lower.contains("chunked");
        }
        if (chunked) {
            for (int chunk = Integer.parseInt(line(), 16); chunk > 0; chunk = Integer.parseInt(line(), 16)) {
                in.skipNBytes(chunk + 2L);
            }
            line();
        } else {
            in.skipNBytes(Math.max(0, length));
        }
        if (last) {
            renew();
        }
        return status;
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder(64);
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException("the hub closed the connection");
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
