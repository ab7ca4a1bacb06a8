package uk.fosteringhub.simulators.faults;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Sends every byte by itself and pauses after it, until the other side hangs up. */
public final class DrippingStream extends FilterOutputStream {
    private final Duration pause;

    public DrippingStream(OutputStream out, Duration pause) {
        super(out);
        this.pause = pause;
    }

    @Override
    public void write(int one) throws IOException {
        out.write(one);
        out.flush();
        LockSupport.parkNanos(pause.toNanos());
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        for (int at = offset; at < offset + length; at++) {
            write(bytes[at]);
        }
    }
}
