package uk.fosteringhub.routes;

import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.ServiceLoader;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import uk.fosteringhub.core.publish.EmbeddedQueues;
import uk.fosteringhub.routes.settings.BrokerSettings;

/**
 * Connects to the broker that is set, or to the embedded one, which is started when the first change is handed on: only
 * one process can have it, and most commands do not need it.
 */
final class QueueConnections implements ConnectionFactory, AutoCloseable {
    private final BrokerSettings settings;
    private final Path folder;
    private ActiveMQConnectionFactory factory;
    private Optional<EmbeddedQueues.Running> embedded = Optional.empty();

    /** @param folder for the embedded broker's journal */
    QueueConnections(BrokerSettings settings, Path folder) {
        this.settings = settings;
        this.folder = folder;
    }

    @Override
    public Connection createConnection() throws JMSException {
        return factory().createConnection();
    }

    @Override
    public Connection createConnection(String username, String password) throws JMSException {
        return factory().createConnection(username, password);
    }

    @Override
    public JMSContext createContext() {
        return factoryUnchecked().createContext();
    }

    @Override
    public JMSContext createContext(String username, String password) {
        return factoryUnchecked().createContext(username, password);
    }

    @Override
    public JMSContext createContext(String username, String password, int sessionMode) {
        return factoryUnchecked().createContext(username, password, sessionMode);
    }

    @Override
    public JMSContext createContext(int sessionMode) {
        return factoryUnchecked().createContext(sessionMode);
    }

    @Override
    public synchronized void close() {
        if (factory != null) {
            factory.close();
        }
        embedded.ifPresent(EmbeddedQueues.Running::close);
    }

    private ActiveMQConnectionFactory factoryUnchecked() {
        try {
            return factory();
        } catch (JMSException failed) {
            throw new JMSRuntimeException(failed.getMessage(), failed.getErrorCode(), failed);
        }
    }

    private synchronized ActiveMQConnectionFactory factory() throws JMSException {
        if (factory == null) {
            String url = settings.url().isPresent() ? settings.url().get() : startEmbedded();
            factory = new ActiveMQConnectionFactory(
                    url, settings.username().orElse(null), settings.password().orElse(null));
        }
        return factory;
    }

    private String startEmbedded() throws JMSException {
        EmbeddedQueues queues = ServiceLoader.load(EmbeddedQueues.class)
                .findFirst()
                .orElseThrow(
                        () -> new JMSException("hub.broker.url is missing, and this package has no embedded broker"));
        try {
            embedded = Optional.of(queues.start(folder));
            return embedded.get().url();
        } catch (IOException notStarted) {
            JMSException failed = new JMSException(notStarted.getMessage());
            failed.setLinkedException(notStarted);
            throw failed;
        }
    }
}
