package uk.fosteringhub.routes;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A thread that does one piece of work again and again until there is none, then sleeps until it is woken. Being woken
 * while it works makes it look once more, so nothing that was there before the call is overlooked.
 */
final class WakeableWorker implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WakeableWorker.class);
    private static final int PAUSE_SECONDS = 1;
    private static final int CLOSE_MILLIS = 30_000;

    private final BooleanSupplier work;
    private final Semaphore calls = new Semaphore(0);
    private final Thread thread;
    private volatile boolean closed;

    /** @param work does a piece; false if there was none. After an exception it is done again a second later */
    WakeableWorker(String name, BooleanSupplier work) {
        this.work = work;
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
            while (!closed) {
                calls.acquire();
                calls.drainPermits();
                workOff();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void workOff() throws InterruptedException {
        boolean more = true;
        while (more && !closed) {
            try {
                more = work.getAsBoolean();
            } catch (RuntimeException failed) {
                LOG.debug("worker={} outcome=again", thread.getName(), failed);
                // closing releases a call, so it is not waited for
                if (calls.tryAcquire(PAUSE_SECONDS, TimeUnit.SECONDS) && closed) {
                    return;
                }
            }
        }
    }

    /** Lets the piece under way come to its end. */
    @Override
    public void close() {
        closed = true;
        calls.release();
        try {
            thread.join(CLOSE_MILLIS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
