package uk.fosteringhub.simulators.sftp;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/** What goes wrong on the SFTP server. May be set while it runs, from any thread. */
public final class SftpFaults {
    private static final long NEVER = Long.MAX_VALUE;

    private final AtomicLong cutAfter = new AtomicLong(NEVER);
    private final AtomicReference<Duration> delay = new AtomicReference<>(Duration.ZERO);
    private volatile boolean loginsRefused;

    /** Drops the connection, once, as soon as so many more bytes of files were read. */
    public void dropConnectionAfter(long bytes) {
        cutAfter.set(bytes);
    }

    /** Refuses every login until told otherwise. */
    public void refuseLogins(boolean refuse) {
        loginsRefused = refuse;
    }

    /** Waits before it answers each request for a piece of a file (32 KB). */
    public void delayReads(Duration perRead) {
        delay.set(perRead);
    }

    public void none() {
        cutAfter.set(NEVER);
        delay.set(Duration.ZERO);
        loginsRefused = false;
    }

    boolean loginsRefused() {
        return loginsRefused;
    }

    Duration delayPerRead() {
        return delay.get();
    }

    /** Whether the connection is to be dropped now that these bytes were read. */
    boolean dropsAfterReading(int bytes) {
        if (cutAfter.get() == NEVER || cutAfter.addAndGet(-bytes) > 0) {
            return false;
        }
        cutAfter.set(NEVER);
        return true;
    }
}
