package uk.fosteringhub.embedded.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.TextMessage;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedBrokerTest {
    private static final int TRIES_FOR_A_PORT = 5;

    @TempDir
    private Path folder;

    @Test
    void aMessageOutlastsARestartOfTheBroker() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder);
                JMSContext context = broker.connectionFactory().createContext()) {
            context.createProducer().send(context.createQueue("target.lcs"), "a change");
        }

        try (EmbeddedBroker again = EmbeddedBroker.start(folder);
                JMSContext context = again.connectionFactory().createContext()) {
            TextMessage message = (TextMessage)
                    context.createConsumer(context.createQueue("target.lcs")).receive(10_000);
            assertThat(message.getText()).isEqualTo("a change");
        }
    }

    @Test
    void otherProcessesReachItOnALocalPort() throws IOException, JMSException {
        AtomicInteger port = new AtomicInteger();
        try (EmbeddedBroker broker = onAFreePort(port);
                ActiveMQConnectionFactory outside = new ActiveMQConnectionFactory("tcp://127.0.0.1:" + port);
                JMSContext context = outside.createContext()) {
            context.createProducer().send(context.createQueue("target.lcs"), "a change");

            try (JMSContext inside = broker.connectionFactory().createContext()) {
                TextMessage message = (TextMessage)
                        inside.createConsumer(inside.createQueue("target.lcs")).receive(10_000);
                assertThat(message.getText()).isEqualTo("a change");
            }
        }
    }

    @Test
    void aPortThatIsTakenIsNamed() throws IOException {
        try (ServerSocket taken = new ServerSocket(0)) {
            OptionalInt port = OptionalInt.of(taken.getLocalPort());

            assertThatThrownBy(() -> EmbeddedBroker.start(folder, port))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("port " + taken.getLocalPort());
        }
    }

    @Test
    void aFolderThatAnotherBrokerUsesIsNamed() throws IOException {
        EmbeddedBroker first = EmbeddedBroker.start(folder);
        try {
            assertThatThrownBy(() -> EmbeddedBroker.start(folder))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("another broker uses the folder");
        } finally {
            first.close();
        }
    }

    /** Another process may take the port between the look for it and the start. */
    private EmbeddedBroker onAFreePort(AtomicInteger port) throws IOException {
        for (int tried = 1; ; tried++) {
            port.set(freePort());
            try {
                return EmbeddedBroker.start(folder, OptionalInt.of(port.get()));
            } catch (IOException taken) {
                if (tried == TRIES_FOR_A_PORT) {
                    throw taken;
                }
            }
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
