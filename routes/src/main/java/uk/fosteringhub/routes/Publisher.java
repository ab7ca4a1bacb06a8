package uk.fosteringhub.routes;

import java.util.ArrayList;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.fosteringhub.core.Hub;
import uk.fosteringhub.core.publish.OutgoingChange;
import uk.fosteringhub.core.publish.Targets;

/** Hands on the changes that wait, batch by batch, each in one transaction with its outbox rows. */
public final class Publisher {
    static final String TO_KAFKA = "direct:publish-kafka";
    static final String TO_QUEUE = "direct:publish-queue";
    static final String TARGET = "hubTarget";

    private static final Logger LOG = LoggerFactory.getLogger(Publisher.class);
    private static final int BATCH = 500;

    private final Hub hub;
    private final ProducerTemplate camel;

    public Publisher(Hub hub, ProducerTemplate camel) {
        this.hub = hub;
        this.camel = camel;
    }

    /** @return a sentence for each target that could not be reached; its changes wait for the next time */
    public List<String> handOnAll() {
        List<String> problems = new ArrayList<>();
        for (String target : hub.targets().all()) {
            try {
                long handedOn = 0;
                for (int n = handOn(target); n > 0; n = handOn(target)) {
                    handedOn += n;
                }
                LOG.info("target={} outcome=handed-on changes={}", target, handedOn);
            } catch (uk.fosteringhub.core.store.StoreUnavailable gone) {
                throw gone;
            } catch (Exception failed) {
                LOG.warn(
                        "target={} outcome=waiting cause={}",
                        target,
                        rootOf(failed).getClass().getSimpleName());
                problems.add("Changes wait for " + target + ", which cannot be reached now ("
                        + rootOf(failed).getClass().getSimpleName() + "); they are handed on by the next run.");
            }
        }
        return problems;
    }

    private int handOn(String target) throws Exception {
        String route = target.equals(Targets.KAFKA) ? TO_KAFKA : TO_QUEUE;
        return hub.outbox().handOn(target, BATCH, changes -> {
            // The first goes alone: where the target is away, one change waits for the time-out and not each of a
            // batch.
            send(route, target, changes.subList(0, 1));
            if (changes.size() > 1) {
                send(route, target, changes.subList(1, changes.size()));
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
