package uk.fosteringhub.routes;

import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageFormatException;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.fosteringhub.core.publish.QueuedChange;

/**
 * Takes changes from a target's queue, several at once.
 *
 * @param most how many at once
 * @param gathering how long more are waited for, once the first has come; zero: only those that are there already
 */
record QueueBatches(String target, int most, Duration gathering) {
    private static final Logger LOG = LoggerFactory.getLogger(QueueBatches.class);

    List<QueuedChange> take(Message first, JMSConsumer consumer) throws JMSException {
        List<QueuedChange> batch = new ArrayList<>();
        long until = System.nanoTime() + gathering.toNanos();
        for (Message message = first; message != null; message = next(consumer, until)) {
            read(message).ifPresent(batch::add);
            if (batch.size() >= most) {
                break;
            }
        }
        return batch;
    }

    private static Message next(JMSConsumer consumer, long until) {
        long millis = TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime());
        return millis > 0 ? consumer.receive(millis) : consumer.receiveNoWait();
    }

    /** What is no message of the hub is passed over: no change waits for it. */
    private Optional<QueuedChange> read(Message message) throws JMSException {
        try {
            return Optional.of(
                    QueuedChange.read(message.getBody(String.class), message.getIntProperty("JMSXDeliveryCount")));
        } catch (MessageFormatException | IllegalArgumentException | DateTimeException notOurs) {
            LOG.error("target={} outcome=passed-over message={}", target, message.getJMSMessageID(), notOurs);
            return Optional.empty();
        }
    }
}
