package uk.fosteringhub.routes;

import jakarta.jms.Destination;
import jakarta.jms.JMSException;
import jakarta.jms.Session;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.jms.support.destination.DestinationResolver;

/** Queues by name, each asked for once: the broker's client asks the broker every time, and waits for the answer. */
final class KnownQueues implements DestinationResolver {
    private final Map<String, Destination> known = new ConcurrentHashMap<>();

    @Override
    public Destination resolveDestinationName(Session session, String name, boolean topic) throws JMSException {
        Destination queue = known.get(name);
        if (queue == null) {
            queue = session.createQueue(name);
            known.put(name, queue);
        }
        return queue;
    }
}
