package uk.fosteringhub.routes;

import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.Message;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.fosteringhub.core.deliver.Courier;
import uk.fosteringhub.core.deliver.TargetStates;
import uk.fosteringhub.core.publish.Outbox;
import uk.fosteringhub.core.publish.QueuedChange;
import uk.fosteringhub.core.settings.OutgoingSettings;
import uk.fosteringhub.core.store.StoreUnavailable;

/**
 * One target's way from its queue: changes are taken in batches, each in one transaction of the broker, and brought to the
 * target. While the target is away nothing is taken, so that the order of each entity's changes stays; a pause is kept in the
 * database.
 */
final class TargetLine implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(TargetLine.class);
    private static final long LOOK_MILLIS = 1_000;
    private static final Duration BETWEEN_LOOKS_AROUND = Duration.ofMinutes(1);
    private static final Duration BROKER_PAUSE = Duration.ofSeconds(5);

    private final OutgoingSettings out;
    private final Courier courier;
    private final TargetStates states;
    private final Outbox outbox;
    private final ConnectionFactory queues;
    private final Patience patience;
    private final QueueBatches batches;
    private final Runnable handOn;
    private final Supplier<Optional<String>> probe;
    private final ReentrantLock oneAtATime = new ReentrantLock();
    private final CountDownLatch stopping = new CountDownLatch(1);
    private boolean connected;
    private Instant lastLookAround = Instant.MIN;
    private volatile boolean wasAway;
    private volatile boolean brokerAway;

    /**
     * How long a line waits.
     *
     * @param gathering for more changes, once the first has come: files are to hold more than one
     * @param lostAfter a change that was handed on so long ago, and is not in its queue, is handed on again
     */
    record Patience(Duration gathering, Duration lostAfter) {}

    /**
     * @param handOn hands on the changes that wait again
     * @param probe why the target cannot be reached, empty if it can; asked where there is nothing to bring
     */
    TargetLine(
            OutgoingSettings out,
            Courier courier,
            TargetStates states,
            Outbox outbox,
            ConnectionFactory queues,
            Patience patience,
            Runnable handOn,
            Supplier<Optional<String>> probe) {
        this.out = out;
        this.courier = courier;
        this.states = states;
        this.outbox = outbox;
        this.queues = queues;
        this.patience = patience;
        this.batches = new QueueBatches(out.system(), out.batch(), patience.gathering());
        this.handOn = handOn;
        this.probe = probe;
    }

    String target() {
        return out.system();
    }

    long withoutReceipt() {
        return outbox.withoutReceipt(out.system());
    }

    void stop() {
        stopping.countDown();
    }

    /** Whether nothing more happens soon: every change has its receipt, or somebody is away. */
    boolean settled() {
        if (withoutReceipt() == 0 || brokerAway) {
            return true;
        }
        TargetStates.State state = states.of(out.system());
        return state.nextAttempt().filter(next -> next.isAfter(Instant.now())).isPresent();
    }

    @Override
    public void run() {
        while (running()) {
            try {
                if (due()) {
                    takeAndBring();
                } else {
                    pause(Duration.ofMillis(LOOK_MILLIS));
                }
                brokerAway = false;
            } catch (JMSException | JMSRuntimeException unreachable) {
                brokerAway(unreachable);
            } catch (StoreUnavailable gone) {
                LOG.warn("target={} outcome=database-away", out.system(), gone);
                pause(BROKER_PAUSE);
            } catch (RuntimeException defect) {
                LOG.error("target={} outcome=defect", out.system(), defect);
                away("Something went wrong that should not ("
                        + defect.getClass().getSimpleName() + "). The hub's log says more.");
            }
        }
    }

    /** Takes the answers that have come, at once and in the caller's thread. */
    void collectAnswers() {
        oneAtATime.lock();
        try {
            courier.answers().ifPresentOrElse(this::away, this::backIfNothingWaits);
        } finally {
            oneAtATime.unlock();
        }
    }

    private boolean due() {
        TargetStates.State state = states.of(out.system());
        wasAway = state.away();
        if (state.nextAttempt().filter(next -> next.isAfter(Instant.now())).isPresent()) {
            return false;
        }
        if (!connected && withoutReceipt() == 0) {
            lookAround();
            return false;
        }
        return true;
    }

    private void takeAndBring() throws JMSException {
        try (JMSContext context = queues.createContext(JMSContext.SESSION_TRANSACTED);
                JMSConsumer consumer = context.createConsumer(context.createQueue("hub.changes." + out.system()))) {
            connected = true;
            while (running()) {
                Message first = consumer.receive(LOOK_MILLIS);
                if (first == null) {
                    if (!idle()) {
                        return;
                    }
                    continue;
                }
                Courier.Delivered delivered = bring(batches.take(first, consumer));
                if (delivered.outage().isPresent()) {
                    context.rollback();
                    away(delivered.outage().get());
                    return;
                }
                context.commit();
                if (delivered.reached()) {
                    back();
                }
            }
        }
    }

    private Courier.Delivered bring(List<QueuedChange> batch) {
        oneAtATime.lock();
        try {
            return courier.deliver(batch);
        } finally {
            oneAtATime.unlock();
        }
    }

    /** @return whether to go on waiting at the queue */
    private boolean idle() {
        if (lastLookAround.plus(BETWEEN_LOOKS_AROUND).isAfter(Instant.now())) {
            return true;
        }
        int lost = outbox.waitAgain(out.system(), patience.lostAfter());
        if (lost > 0) {
            LOG.warn("target={} outcome=handed-on-again changes={}", out.system(), lost);
            handOn.run();
        }
        return lookAround();
    }

    /** @return whether the target can be reached, as far as it was asked */
    private boolean lookAround() {
        if (lastLookAround.plus(BETWEEN_LOOKS_AROUND).isAfter(Instant.now())) {
            return true;
        }
        lastLookAround = Instant.now();
        oneAtATime.lock();
        try {
            Optional<String> outage = courier.answers();
            outage.ifPresentOrElse(this::away, this::backIfNothingWaits);
            return outage.isEmpty();
        } finally {
            oneAtATime.unlock();
        }
    }

    private void away(String sentence) {
        wasAway = true;
        TargetStates.State state = states.away(out.system(), sentence, out.longestPause());
        LOG.warn(
                "target={} outcome=away attempts={} next={} reason={}",
                out.system(),
                state.attempts(),
                state.nextAttempt().orElse(null),
                sentence);
    }

    /**
     * Where changes wait, only one that gets through shows that the target is back. Where none wait any more, such as after
     * they were given up, the target is asked.
     */
    private void backIfNothingWaits() {
        wasAway = states.of(out.system()).away();
        if (wasAway && withoutReceipt() == 0 && probe.get().isEmpty()) {
            back();
        }
    }

    private void back() {
        if (wasAway) {
            wasAway = false;
            states.back(out.system());
            LOG.info("target={} outcome=back", out.system());
        }
    }

    private void brokerAway(Exception unreachable) {
        if (running()) {
            LOG.warn("target={} outcome=broker-away", out.system(), unreachable);
            brokerAway = true;
            pause(BROKER_PAUSE);
        }
    }

    private boolean running() {
        return stopping.getCount() > 0;
    }

    private void pause(Duration time) {
        try {
            stopping.await(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            stop();
        }
    }
}
