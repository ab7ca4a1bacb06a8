package uk.fosteringhub.simulators.ftps;

import java.util.concurrent.atomic.AtomicLong;

/** What goes wrong on the FTPS server. May be set while it runs, from any thread. */
public final class FtpsFaults {
    private static final long NEVER = Long.MAX_VALUE;

    private final AtomicLong breakAfter = new AtomicLong(NEVER);

    /** Ends a transfer, once, as soon as so many more bytes of files were sent. To the other side that is the file's end. */
    public void breakTransferAfter(long bytes) {
        breakAfter.set(bytes);
    }

    public void none() {
        breakAfter.set(NEVER);
    }

    /** Whether the transfer is to end now that these bytes were read. */
    boolean breaksAfterReading(int bytes) {
        if (breakAfter.get() == NEVER || breakAfter.addAndGet(-bytes) > 0) {
            return false;
        }
        breakAfter.set(NEVER);
        return true;
    }
}
