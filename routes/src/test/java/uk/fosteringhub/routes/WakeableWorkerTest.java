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
    private static final Duration SHORT = Duration.ofSeconds(1);
    /** The work is called a moment after its worker looks at the clock, and not always the same moment. */
    private static final Duration MOMENT = Duration.ofMillis(300);

    private static final Duration PATIENCE = Duration.ofSeconds(60);

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
            await().atMost(PATIENCE).until(() -> begun.size() == 1);
        }
    }

    @Test
    void whoIsWokenSoonAgainWaitsSoThatWhatComesMeanwhileIsDoneTogether() {
        try (WakeableWorker worker = new WakeableWorker(NAME, work, () -> SHORT)) {
            worker.wake();
            await().atMost(PATIENCE).until(() -> begun.size() == 1);
            worker.wake();
            await().atMost(PATIENCE).until(() -> begun.size() == 2);
            assertThat(Duration.ofNanos(begun.get(1) - begun.get(0))).isGreaterThanOrEqualTo(SHORT.minus(MOMENT));
        }
    }

    @Test
    void whoWaitsIsClosedAllTheSame() {
        WakeableWorker worker = new WakeableWorker(NAME, work, () -> LONG);
        worker.wake();
        await().atMost(PATIENCE).until(() -> begun.size() == 1);
        worker.wake();
        await().atMost(PATIENCE).until(() -> thread().getState() == Thread.State.TIMED_WAITING);

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
            await().atMost(PATIENCE).until(() -> begun.size() == 2);
        }
    }

    private static Thread thread() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals(NAME))
                .findFirst()
                .orElseThrow();
    }
}
