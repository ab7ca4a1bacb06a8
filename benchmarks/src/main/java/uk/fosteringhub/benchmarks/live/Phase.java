package uk.fosteringhub.benchmarks.live;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * One stretch of load: so many pushes, each due at its time. Times are taken from when a push was due, not from when it
 * could at last be sent, so a hub that falls behind shows it (open model).
 */
final class Phase {
    private static final long LONGEST_MICROS = TimeUnit.MINUTES.toMicros(10);
    private static final int DIGITS = 3;

    private final String name;
    private final long firstEnquirer;
    private final int pushes;
    private final double perSecond;
    private final Histogram accepted = new ConcurrentHistogram(LONGEST_MICROS, DIGITS);
    private final Histogram acknowledged = new ConcurrentHistogram(LONGEST_MICROS, DIGITS);
    private final AtomicInteger refused = new AtomicInteger();
    private final CountDownLatch outstanding;
    private volatile long start;
    private volatile long lastAccepted;
    private volatile long lastAcknowledged;

    /**
     * @param name letters, unique
     * @param firstEnquirer the number of whoever enquires first; the others follow
     * @param perSecond 0: all are due at once, as fast as the senders get them in
     */
    Phase(String name, long firstEnquirer, int pushes, double perSecond) {
        this.name = name;
        this.firstEnquirer = firstEnquirer;
        this.pushes = pushes;
        this.perSecond = perSecond;
        this.outstanding = new CountDownLatch(pushes);
    }

    String name() {
        return name;
    }

    /** Who enquires by the {@code n}th push. */
    long enquirer(int n) {
        return firstEnquirer + n;
    }

    int pushes() {
        return pushes;
    }

    double perSecond() {
        return perSecond;
    }

    void begin() {
        start = System.nanoTime();
    }

    /** When a push is due. */
    long due(int n) {
        return perSecond == 0 ? start : start + (long) (n * 1e9 / perSecond);
    }

    void accepted(int n, int status) {
        lastAccepted = System.nanoTime();
        if (status == 202) {
            accepted.recordValue(micros(n, lastAccepted));
        } else {
            refused.incrementAndGet();
        }
    }

    void acknowledged(int n) {
        lastAcknowledged = System.nanoTime();
        acknowledged.recordValue(micros(n, lastAcknowledged));
        outstanding.countDown();
    }

    private long micros(int n, long now) {
        return Math.max(0, Math.min(LONGEST_MICROS, (now - due(n)) / 1000));
    }

    boolean awaitAcknowledged(long seconds) throws InterruptedException {
        return outstanding.await(seconds, TimeUnit.SECONDS);
    }

    long missing() {
        return outstanding.getCount();
    }

    int refused() {
        return refused.get();
    }

    Histogram acceptedTimes() {
        return accepted;
    }

    Histogram acknowledgedTimes() {
        return acknowledged;
    }

    /** From the first push to the last acknowledgement. */
    double seconds() {
        return (lastAcknowledged - start) / 1e9;
    }

    /** How long the last acknowledgement came after the last acceptance. */
    double secondsBehind() {
        return Math.max(0, (lastAcknowledged - lastAccepted) / 1e9);
    }

    /** Pushes through the whole way, by second. */
    double rate() {
        return pushes / seconds();
    }
}
