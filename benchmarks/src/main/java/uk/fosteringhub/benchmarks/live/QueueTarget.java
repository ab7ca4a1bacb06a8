package uk.fosteringhub.benchmarks.live;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;

/** The system that receives the changes: it takes them from its queue and acknowledges each. */
final class QueueTarget implements AutoCloseable {
    private static final String REFERRAL = "\"regional_referral_id\": \"";

    private final ActiveMQConnectionFactory factory;
    private final Connection connection;
    private final Map<String, Phase> phases = new ConcurrentHashMap<>();
    private final Map<String, Boolean> seen = new ConcurrentHashMap<>();
    private final AtomicInteger twice = new AtomicInteger();

    QueueTarget(String broker, String queue) throws JMSException {
        this.factory = new ActiveMQConnectionFactory(broker);
        this.connection = factory.createConnection();
        Session session = connection.createSession(Session.AUTO_ACKNOWLEDGE);
        MessageConsumer consumer = session.createConsumer(session.createQueue(queue));
        consumer.setMessageListener(message -> {
            try {
                take(((TextMessage) message).getText());
            } catch (JMSException unreadable) {
                throw new IllegalStateException("a message of the hub cannot be read", unreadable);
            }
        });
        connection.start();
    }

    void expect(Phase phase) {
        phases.put(phase.name(), phase);
    }

    /** Changes that came more than once. */
    int twice() {
        return twice.get();
    }

    private void take(String body) {
        int at = body.indexOf(REFERRAL) + REFERRAL.length();
        String referral = body.substring(at, body.indexOf('"', at));
        if (seen.putIfAbsent(referral, true) != null) {
            twice.incrementAndGet();
            return;
        }
        int dash = referral.indexOf('-');
        Phase phase = phases.get(referral.substring(0, dash));
        phase.acknowledged(Integer.parseInt(referral.substring(dash + 1)));
    }

    @Override
    public void close() throws JMSException {
        connection.close();
        factory.close();
    }
}
