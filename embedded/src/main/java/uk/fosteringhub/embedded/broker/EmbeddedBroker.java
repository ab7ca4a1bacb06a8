package uk.fosteringhub.embedded.broker;

import jakarta.jms.ConnectionFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.server.JournalType;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The real Artemis broker inside this process, with its journal in a folder, so that queues and what is in them outlast
 * a restart. For use without Spring.
 */
public final class EmbeddedBroker implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedBroker.class);
    private static final AtomicInteger IN_THIS_PROCESS = new AtomicInteger();
    private static final int DELIVERY_ATTEMPTS = 10;
    private static final int GROUPS = 1024;
    /** Where another broker has the folder, saying so is better than waiting for ever. */
    private static final long LONGEST_WAIT_FOR_JOURNAL_MILLIS = 5_000;
    /** Above this the broker holds producers back until space is freed; its own default of 90 stops on many laptops. */
    private static final int FULLEST_DISK_PERCENT = 98;
    /**
     * The journal is written when something is to be kept, not collected for up to three milliseconds in the hope of more:
     * the hub brings batches, which are collected already, and the timer that collects keeps a processor half busy for as
     * long as the broker runs if the machine was busy when it began.
     */
    private static final int WRITTEN_AT_ONCE = 0;

    private final EmbeddedActiveMQ server;
    private final String address;

    private EmbeddedBroker(EmbeddedActiveMQ server, String address) {
        this.server = server;
        this.address = address;
    }

    /** A broker that this process alone reaches. */
    public static EmbeddedBroker start(Path folder) throws IOException {
        return start(folder, OptionalInt.empty());
    }

    /**
     * @param folder journal folder; created if missing; one broker at a time
     * @param port local port on which other processes of this machine reach the broker, without password; empty for none
     * @throws IOException if the folder is not writable, in use by another broker, or the port is taken
     */
    public static EmbeddedBroker start(Path folder, OptionalInt port) throws IOException {
        Files.createDirectories(folder);
        String address = "vm://" + IN_THIS_PROCESS.incrementAndGet();
        EmbeddedActiveMQ server = new EmbeddedActiveMQ();
        try {
            server.setConfiguration(configuration(folder.toAbsolutePath(), address, port));
            server.start();
            if (!server.getActiveMQServer().isActive()) {
                server.stop();
                throw new IOException("another broker uses the folder");
            }
        } catch (Exception e) {
            throw new IOException(
                    "The embedded broker did not start in " + folder + " (" + e.getMessage()
                            + "). The folder must be writable and used by no other broker"
                            + (port.isPresent() ? ", and port " + port.getAsInt() + " must be free." : "."),
                    e);
        }
        LOG.info("embedded broker in {}: started", folder);
        return new EmbeddedBroker(server, address);
    }

    /** Connects within this process. */
    public ConnectionFactory connectionFactory() {
        return new ActiveMQConnectionFactory(address);
    }

    /** For clients within this process. */
    public String address() {
        return address;
    }

    @Override
    public void close() {
        try {
            server.stop();
            LOG.info("embedded broker: stopped");
        } catch (Exception e) {
            LOG.warn(
                    "embedded broker: did not stop cleanly ({}); the journal is read again at the next start",
                    e.getMessage());
        }
    }

    private static Configuration configuration(Path folder, String address, OptionalInt port) throws Exception {
        Configuration configuration = new ConfigurationImpl()
                .setName("hub")
                .setSecurityEnabled(false)
                .setPersistenceEnabled(true)
                .setJournalType(JournalType.NIO)
                .setJournalBufferTimeout_NIO(WRITTEN_AT_ONCE)
                .setJournalDirectory(folder.resolve("journal").toString())
                .setBindingsDirectory(folder.resolve("bindings").toString())
                .setPagingDirectory(folder.resolve("paging").toString())
                .setLargeMessagesDirectory(folder.resolve("large-messages").toString())
                .setJournalLockAcquisitionTimeout(LONGEST_WAIT_FOR_JOURNAL_MILLIS)
                .setMaxDiskUsage(FULLEST_DISK_PERCENT)
                .addAcceptorConfiguration("in-process", address)
                .addAddressSetting("#", addressSettings())
                .addAddressSetting("hub.changes.#", changesSettings());
        if (port.isPresent()) {
            configuration.addAcceptorConfiguration("local", "tcp://127.0.0.1:" + port.getAsInt());
        }
        return configuration;
    }

    /**
     * A change is brought to its target as often as it takes; giving up is the hub's word. Entities share a set number of
     * groups, so that keeping their order takes no memory for each.
     */
    private static AddressSettings changesSettings() {
        return addressSettings().setMaxDeliveryAttempts(-1).setDefaultGroupBuckets(GROUPS);
    }

    private static AddressSettings addressSettings() {
        return new AddressSettings()
                .setAutoCreateAddresses(true)
                .setAutoCreateQueues(true)
                .setAutoDeleteAddresses(false)
                .setAutoDeleteQueues(false)
                .setMaxDeliveryAttempts(DELIVERY_ATTEMPTS)
                .setDeadLetterAddress(SimpleString.of("DLQ"))
                .setExpiryAddress(SimpleString.of("ExpiryQueue"));
    }
}
