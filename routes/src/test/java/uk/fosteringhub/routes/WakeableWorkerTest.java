package uk.fosteringhub.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

class WakeableWorkerTest {
    private static final String NAME = "worker-under-test";
    private static final Duration LONG = Duration.ofHours(1);
    private static final Duration SHORT = Duration.ofMillis(200);

    /** When the work was begun, each time. */
    private final List<Long> begun = new CopyOnWriteArrayList<>();

    private final BooleanSupplier work = () -> {
        begun.add(System.nanoTime());
        return false;
    };

    @Test
    void whoHasSleptLongBeginsAtOnce() {
        try (WakeableWorker worker = new WakeableWorker(NAME, work, () -> LONG)) {
            worker.wake();
            await().until(() -> begun.size() == 1);
        }
    }

    @Test
    void whoIsWokenSoonAgainWaitsSoThatWhatComesMeanwhileIsDoneTogether() {
        try (WakeableWorker worker = new WakeableWorker(NAME, work, () -> SHORT)) {
            worker.wake();
            await().until(() -> begun.size() == 1);
            worker.wake();
            await().until(() -> begun.size() == 2);
            assertThat(Duration.ofNanos(begun.get(1) - begun.get(0))).isGreaterThanOrEqualTo(SHORT);
        }
    }

    @Test
    void whoWaitsIsClosedAllTheSame() {
        WakeableWorker worker = new WakeableWorker(NAME, work, () -> LONG);
        worker.wake();
        await().until(() -> begun.size() == 1);
        worker.wake();
        await().until(() -> thread().getState() == Thread.State.TIMED_WAITING);

        worker.close();
        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .doesNotContain(NAME);
        assertThat(begun).hasSize(1);
    }

    @Test
    void whatFailedIsDoneAgain() {
        BooleanSupplier failsOnce = () -> {
            if (begun.isEmpty()) {
                work.getAsBoolean();
                throw new IllegalStateException("not this time");
            }
            return work.getAsBoolean();
        };
        try (WakeableWorker worker = new WakeableWorker(NAME, failsOnce)) {
            worker.wake();
            await().until(() -> begun.size() == 2);
        }
    }

    private static Thread thread() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals(NAME))
                .findFirst()
                .orElseThrow();
    }
}
