package uk.fosteringhub.routes;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.jms.JMSException;
import jakarta.jms.JMSSecurityException;
import java.net.ConnectException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.junit.jupiter.api.Test;

class HandOnProblemTest {

    @Test
    void aServerThatIsAwayIsToldFromOneThatRefuses() {
        assertThat(sentence("kafka", new RuntimeException(new TimeoutException("x"))))
                .contains("Kafka does not answer", "hub.kafka.bootstrap-servers", "Nothing is lost");
        assertThat(sentence("kafka", new TopicAuthorizationException("x"))).contains("does not let the hub in");
        assertThat(sentence("kafka", new RecordTooLargeException("x"))).contains("max.message.bytes");
        assertThat(sentence("charms", new RuntimeException(new JMSSecurityException("x"))))
                .contains("does not let the hub in", "hub.broker.username");
    }

    @Test
    void aCauseThatJmsKeepsInItsOwnPlaceIsFound() {
        JMSException failed = new JMSException("x");
        failed.setLinkedException(new ConnectException("x"));

        assertThat(sentence("charms", failed)).contains("does not answer", "hub.broker.url", "(ConnectException)");
    }

    @Test
    void whatTheFailureSaysIsNotRepeatedSinceItMayHoldWhatWasSent() {
        assertThat(sentence("charms", new IllegalStateException("Ada Khan")))
                .startsWith("Changes wait for charms: ")
                .contains("./hub check", "(IllegalStateException)")
                .doesNotContain("Ada");
    }

    private static String sentence(String target, Throwable failure) {
        return HandOnProblem.of(target, failure).sentence();
    }
}
