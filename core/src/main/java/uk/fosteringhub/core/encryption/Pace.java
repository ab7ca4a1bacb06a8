package uk.fosteringhub.core.encryption;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;

/** Holds work back, so that what the hub does meanwhile has room. */
public final class Pace {
    private final int perSecond;
    private final LongConsumer progress;
    private final long begin = System.nanoTime();
    private long done;

    /**
     * @param perSecond how many at most; 0: as fast as it goes
     * @param progress hears how many are done
     */
    public Pace(int perSecond, LongConsumer progress) {
        this.perSecond = perSecond;
        this.progress = progress;
    }

    /** Some more are done; returns when it is time to go on. */
    public void done(long more) {
        done += more;
        progress.accept(done);
        if (perSecond > 0) {
            long due = begin + done * TimeUnit.SECONDS.toNanos(1) / perSecond;
            while (due - System.nanoTime() > 0 && !Thread.currentThread().isInterrupted()) {
                LockSupport.parkNanos(due - System.nanoTime());
            }
        }
    }
}
