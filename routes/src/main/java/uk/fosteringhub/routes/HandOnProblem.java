package uk.fosteringhub.routes;

import jakarta.jms.InvalidDestinationException;
import jakarta.jms.JMSException;
import jakarta.jms.JMSSecurityException;
import jakarta.jms.ResourceAllocationException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.RetriableException;
import uk.fosteringhub.core.publish.Targets;

/**
 * Why changes wait for a target, told from the kinds of failures alone: their texts may hold what was being sent.
 *
 * @param cause for the log
 * @param sentence for the run's books
 */
record HandOnProblem(String cause, String sentence) {

    static HandOnProblem of(String target, Throwable failure) {
        List<Throwable> chain = chain(failure);
        String cause = chain.get(chain.size() - 1).getClass().getSimpleName();
        Reason reason = reason(chain);
        String why = target.equals(Targets.KAFKA) ? reason.kafka : reason.broker;
        return new HandOnProblem(
                cause,
                "Changes wait for " + target + ": " + why + " (" + cause
                        + "). Nothing is lost; they are handed on by the next run.");
    }

    private enum Reason {
        REFUSED(
                "Kafka does not let the hub in. Check its rights at the cluster",
                "the message broker does not let the hub in. Check hub.broker.username and password, and its rights there"),
        TOO_LARGE(
                "Kafka takes no message of that size. Raise max.message.bytes of the topic",
                "the message broker takes no message of that size. Raise its limit"),
        FULL(
                "Kafka has no room. Make room at the cluster",
                "the message broker has no room. Make room there, and see that somebody reads the queue"),
        NO_SUCH_PLACE(
                "Kafka does not have the topic. Create it, or let the cluster create topics",
                "the message broker does not have the queue. Create it, or let the broker create queues"),
        AWAY(
                "Kafka does not answer. See that the cluster runs, and check hub.kafka.bootstrap-servers",
                "the message broker does not answer. See that it runs, and check hub.broker.url"),
        OTHER(
                "handing them to Kafka failed. ./hub check tries the connection",
                "handing them to the message broker failed. ./hub check tries the connection");

        private final String kafka;
        private final String broker;

        Reason(String kafka, String broker) {
            this.kafka = kafka;
            this.broker = broker;
        }
    }

    private static Reason reason(List<Throwable> chain) {
        if (has(chain, AuthenticationException.class, AuthorizationException.class, JMSSecurityException.class)) {
            return Reason.REFUSED;
        }
        if (has(chain, RecordTooLargeException.class)) {
            return Reason.TOO_LARGE;
        }
        if (has(chain, ResourceAllocationException.class)) {
            return Reason.FULL;
        }
        if (has(chain, InvalidDestinationException.class)) {
            return Reason.NO_SUCH_PLACE;
        }
        boolean away = has(chain, RetriableException.class, IOException.class)
                || chain.stream().anyMatch(HandOnProblem::notConnected);
        return away ? Reason.AWAY : Reason.OTHER;
    }

    /** Artemis names what is wrong with a connection only by the name of its own exceptions. */
    private static boolean notConnected(Throwable one) {
        String name = one.getClass().getSimpleName();
        return name.equals("ActiveMQNotConnectedException") || name.equals("ActiveMQConnectionTimedOutException");
    }

    private static boolean has(List<Throwable> chain, Class<?>... kinds) {
        return chain.stream().anyMatch(one -> List.of(kinds).stream().anyMatch(kind -> kind.isInstance(one)));
    }

    /** From the outermost in; JMS keeps some causes in a place of its own. */
    private static List<Throwable> chain(Throwable failure) {
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        List<Throwable> chain = new ArrayList<>();
        Throwable one = failure;
        while (one != null && seen.add(one)) {
            chain.add(one);
            one = one.getCause() == null && one instanceof JMSException jms ? jms.getLinkedException() : one.getCause();
        }
        return chain;
    }
}
