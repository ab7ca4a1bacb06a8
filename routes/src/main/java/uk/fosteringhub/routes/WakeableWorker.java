package uk.fosteringhub.routes;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A thread that does one piece of work again and again until there is none, then sleeps until it is woken. Being woken
 * while it works makes it look once more, so nothing that was there before the call is overlooked.
 */
final class WakeableWorker implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WakeableWorker.class);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);
    private static final int CLOSE_MILLIS = 30_000;

    private final BooleanSupplier work;
    private final Supplier<Duration> apart;
    private final Semaphore calls = new Semaphore(0);
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread;

    /** @param work does a piece; false if there was none. After an exception it is done again a second later */
    WakeableWorker(String name, BooleanSupplier work) {
        this(name, work, () -> Duration.ZERO);
    }

    /**
     * @param work does a piece; false if there was none. After an exception it is done again a second later
     * @param apart how long after it last began a worker begins again at the earliest, so that what comes meanwhile is done
     *     together; asked when it has worked. Who has slept longer begins at once
     */
    WakeableWorker(String name, BooleanSupplier work, Supplier<Duration> apart) {
        this.work = work;
        this.apart = apart;
        this.thread = new Thread(this::loop, name);
        thread.start();
    }

    void wake() {
        if (calls.availablePermits() == 0) {
            calls.release();
        }
    }

    private void loop() {
        try {
            long next = System.nanoTime();
            while (!closed()) {
                calls.acquire();
                pause(Duration.ofNanos(next - System.nanoTime()));
                long began = System.nanoTime();
                calls.drainPermits();
                workOff();
                next = began + apart.get().toNanos();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void workOff() throws InterruptedException {
        boolean more = true;
        while (more && !closed()) {
            try {
                more = work.getAsBoolean();
            } catch (RuntimeException failed) {
                LOG.debug("worker={} outcome=again", thread.getName(), failed);
                pause(AFTER_FAILURE);
            }
        }
    }

    /** Closing is not kept waiting. */
    private void pause(Duration time) throws InterruptedException {
        closing.await(time.toNanos(), TimeUnit.NANOSECONDS);
    }

    private boolean closed() {
        return closing.getCount() == 0;
    }

    /** Lets the piece under way come to its end. */
    @Override
    public void close() {
        closing.countDown();
        calls.release();
        try {
            thread.join(CLOSE_MILLIS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
