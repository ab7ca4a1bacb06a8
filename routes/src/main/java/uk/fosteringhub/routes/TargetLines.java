package uk.fosteringhub.routes;

import jakarta.jms.ConnectionFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import uk.fosteringhub.core.Hub;
import uk.fosteringhub.core.deliver.AnswersLater;
import uk.fosteringhub.core.deliver.Target;
import uk.fosteringhub.core.deliver.TargetWay;
import uk.fosteringhub.core.settings.OutgoingSettings;
import uk.fosteringhub.core.settings.SystemSettings;

/** The lines of all targets, each on a thread of its own, so that a target that is away or slow holds only its own. */
public final class TargetLines implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(TargetLines.class);
    private static final Duration GATHERING_FOR_FILES = Duration.ofSeconds(2);
    private static final Duration LOST_AFTER = Duration.ofMinutes(10);
    private static final Duration WITHOUT_PROGRESS = Duration.ofMinutes(2);
    private static final long LOOK_MILLIS = 100;
    private static final long STOP_MILLIS = 20_000;

    private final List<TargetLine> lines = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private final boolean serving;

    /** @param serving whether they run all the time; otherwise only from {@link #deliver()} on */
    TargetLines(Hub hub, List<TargetWay> ways, ConnectionFactory queues, Publisher publisher, boolean serving) {
        this.serving = serving;
        for (SystemSettings system : hub.settings().systems()) {
            system.out().ifPresent(out -> lines.add(line(hub, system, out, ways, queues, publisher)));
        }
    }

    private static TargetLine line(
            Hub hub,
            SystemSettings system,
            OutgoingSettings out,
            List<TargetWay> ways,
            ConnectionFactory queues,
            Publisher publisher) {
        TargetWay way = wayTo(out, ways);
        Target target = way.open(system, out);
        Duration gathering = target instanceof AnswersLater ? GATHERING_FOR_FILES : Duration.ZERO;
        return new TargetLine(
                out,
                hub.couriers().to(out, target),
                hub.couriers().states(),
                hub.outbox(),
                queues,
                new TargetLine.Patience(gathering, LOST_AFTER),
                publisher::handOnAll,
                () -> way.probe(system, out));
    }

    /** The first of the ways that serves the target. */
    public static TargetWay wayTo(OutgoingSettings out, Collection<TargetWay> ways) {
        return ways.stream()
                .filter(way -> way.serves(out))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalStateException("no part of this hub sends to " + out.system() + " by " + out.way()));
    }

    /** Takes the answers of targets that give them later. */
    void collectAnswers() {
        lines.forEach(TargetLine::collectAnswers);
    }

    /** Brings what waits to its targets, as long as that goes on; a target that is away is not waited for. */
    void deliver() {
        start();
        Map<String, Long> left = new HashMap<>();
        Instant lastProgress = Instant.now();
        List<TargetLine> open = new ArrayList<>(lines);
        while (!open.isEmpty() && lastProgress.plus(WITHOUT_PROGRESS).isAfter(Instant.now())) {
            open.removeIf(TargetLine::settled);
            for (TargetLine line : open) {
                long rest = line.withoutReceipt();
                if (!Long.valueOf(rest).equals(left.put(line.target(), rest))) {
                    lastProgress = Instant.now();
                }
            }
            if (!open.isEmpty() && !waited()) {
                return;
            }
        }
        open.forEach(line -> LOG.warn("target={} outcome=no-progress", line.target()));
        collectAnswers();
    }

    private static boolean waited() {
        try {
            Thread.sleep(LOOK_MILLIS);
            return true;
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public synchronized void start() {
        if (!threads.isEmpty()) {
            return;
        }
        for (TargetLine line : lines) {
            Thread thread = new Thread(line, "line-" + line.target());
            thread.setDaemon(true);
            thread.start();
            threads.add(thread);
        }
    }

    @Override
    public synchronized void stop() {
        lines.forEach(TargetLine::stop);
        try {
            for (Thread thread : threads) {
                thread.join(STOP_MILLIS);
                thread.interrupt();
            }
        } catch (InterruptedException now) {
            Thread.currentThread().interrupt();
        }
        threads.clear();
    }

    @Override
    public synchronized boolean isRunning() {
        return !threads.isEmpty();
    }

    @Override
    public boolean isAutoStartup() {
        return serving;
    }
}
