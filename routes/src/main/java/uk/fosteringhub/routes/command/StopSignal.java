package uk.fosteringhub.routes.command;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Hears that the process is asked to end. While a command stays up, the process then waits until this is closed, which the
 * command does last of all, so that everything else is closed in its order before.
 */
final class StopSignal implements AutoCloseable {
    private static final int LONGEST_WAIT_SECONDS = 60;

    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile boolean stayingUp;

    StopSignal() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::ask, "stop"));
    }

    /** Returns when the process is asked to end. */
    void await() throws InterruptedException {
        stayingUp = true;
        asked.await();
    }

    private void ask() {
        asked.countDown();
        try {
            if (stayingUp) {
                closed.await(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS);
            }
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed.countDown();
    }
}
