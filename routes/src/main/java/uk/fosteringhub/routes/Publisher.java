package uk.fosteringhub.routes;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.fosteringhub.core.Hub;
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

    private final Hub hub;
    private final ProducerTemplate camel;
    private final Map<String, Object> locks = new ConcurrentHashMap<>();
    /** Targets that took what they were last handed. */
    private final Set<String> reached = ConcurrentHashMap.newKeySet();

    public Publisher(Hub hub, ProducerTemplate camel) {
        this.hub = hub;
        this.camel = camel;
    }

    /** @return a sentence for each target that could not be reached; its changes wait for the next time */
    public List<String> handOnAll() {
        List<String> problems = new ArrayList<>();
        hub.targets().all().forEach(target -> handOnAll(target).ifPresent(problems::add));
        return problems;
    }

    /**
     * Hands on everything that waits for one target. Within this process one call at a time does so for a target; the next
     * one finds what was written meanwhile.
     *
     * @return a sentence if it could not be reached
     */
    public Optional<String> handOnAll(String target) {
        synchronized (locks.computeIfAbsent(target, name -> new Object())) {
            try {
                long handedOn = 0;
                for (int n = handOn(target); n > 0; n = handOn(target)) {
                    handedOn += n;
                }
                if (handedOn > 0) {
                    LOG.info("target={} outcome=handed-on changes={}", target, handedOn);
                }
                reached.add(target);
                return Optional.empty();
            } catch (StoreUnavailable gone) {
                throw gone;
            } catch (Exception failed) {
                reached.remove(target);
                String cause = rootOf(failed).getClass().getSimpleName();
                LOG.warn("target={} outcome=waiting cause={}", target, cause);
                return Optional.of("Changes wait for " + target + ", which cannot be reached now (" + cause
                        + "); they are handed on by the next run.");
            }
        }
    }

    private int handOn(String target) throws Exception {
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

    private static Throwable rootOf(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }
}
