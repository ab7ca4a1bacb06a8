package uk.fosteringhub.routes;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import uk.fosteringhub.core.Hub;
import uk.fosteringhub.core.publish.Outbox;
import uk.fosteringhub.core.publish.OutgoingChange;
import uk.fosteringhub.core.publish.Targets;
import uk.fosteringhub.core.store.StoreUnavailable;

/** Hands on the changes that wait, batch by batch, each in one transaction with its outbox rows. */
public final class Publisher {
    static final String TO_KAFKA = "direct:publish-kafka";
    static final String TO_QUEUE = "direct:publish-queue";
    static final String TARGET = "hubTarget";

    private static final Logger LOG = LoggerFactory.getLogger(Publisher.class);
    private static final int BATCH = 500;
    /**
     * Another process that is handing on may have looked just before our changes were written, so we look once more when it
     * is done. One that takes longer than this waits for a broker that is away.
     */
    private static final Duration OTHERS_TURN = Duration.ofSeconds(10);

    private static final int AGAIN_MILLIS = 100;

    private final Hub hub;
    private final ProducerTemplate camel;
    private final Map<String, Object> locks = new ConcurrentHashMap<>();
    /** Targets that took what they were last handed. */
    private final Set<String> reached = ConcurrentHashMap.newKeySet();

    public Publisher(Hub hub, ProducerTemplate camel) {
        this.hub = hub;
        this.camel = camel;
    }

    /** @return sentences on what waits for the next time, and why, and on what can no longer be handed on */
    public List<String> handOnAll() {
        List<String> problems = new ArrayList<>();
        hub.targets().all().forEach(target -> problems.addAll(handOnAll(target, Level.INFO)));
        return problems;
    }

    /**
     * Hands on everything that waits for one target. Within this process one call at a time does so for a target; the next
     * one finds what was written meanwhile.
     *
     * @return sentences on what waits, and why, and on what can no longer be handed on
     */
    public List<String> handOnAll(String target) {
        // Between the runs it is called for nearly every record, and a line for each would be most of the log.
        return handOnAll(target, Level.DEBUG);
    }

    private List<String> handOnAll(String target, Level level) {
        synchronized (locks.computeIfAbsent(target, name -> new Object())) {
            List<String> problems = new ArrayList<>();
            Total total = new Total();
            try {
                handOnAll(target, total);
                reached.add(target);
                if (total.changes > 0) {
                    LOG.atLevel(level).log("target={} outcome=handed-on changes={}", target, total.changes);
                }
            } catch (StoreUnavailable gone) {
                throw gone;
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            } catch (Exception failed) {
                reached.remove(target);
                HandOnProblem problem = HandOnProblem.of(target, failed);
                LOG.warn("target={} outcome=waiting cause={}", target, problem.cause());
                problems.add(problem.sentence());
            }
            if (total.gone > 0) {
                LOG.warn("target={} outcome=gone changes={}", target, total.gone);
                problems.add(total.gone + " changes that waited for " + target
                        + " were dropped from hub.change before they could be handed on, and never will be. Bring "
                        + target
                        + " up to date with ./hub export, and keep changes longer than a target is away.");
            }
            return problems;
        }
    }

    private static final class Total {
        private long changes;
        private long gone;
    }

    private void handOnAll(String target, Total total) throws Exception {
        Outbox.HandedOn done;
        Instant patience = Instant.now().plus(OTHERS_TURN);
        do {
            done = handOn(target);
            total.changes += done.changes();
            total.gone += done.gone();
            if (done.leftToOther() && Instant.now().isBefore(patience)) {
                Thread.sleep(AGAIN_MILLIS);
            }
            // Who writes more calls again.
        } while (done.more() || done.leftToOther() && Instant.now().isBefore(patience));
    }

    private Outbox.HandedOn handOn(String target) throws Exception {
        String route = target.equals(Targets.KAFKA) ? TO_KAFKA : TO_QUEUE;
        return hub.outbox().handOn(target, BATCH, changes -> {
            // Unless the target was there just now, the first goes alone: where it is away, one change waits for the
            // time-out and not each of a batch.
            int first = reached.contains(target) ? changes.size() : 1;
            send(route, target, changes.subList(0, first));
            if (first < changes.size()) {
                send(route, target, changes.subList(first, changes.size()));
            }
        });
    }

    private void send(String route, String target, List<OutgoingChange> changes) throws Exception {
        Exchange sent = camel.send(route, exchange -> {
            exchange.getMessage().setBody(changes);
            exchange.setProperty(TARGET, target);
        });
        if (sent.getException() != null) {
            throw sent.getException();
        }
    }
}
