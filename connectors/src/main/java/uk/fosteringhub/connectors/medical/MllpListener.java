package uk.fosteringhub.connectors.medical;

import ca.uhn.hl7v2.DefaultHapiContext;
import ca.uhn.hl7v2.app.HL7Service;
import java.io.IOException;
import java.time.Clock;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.fosteringhub.core.intake.Hl7Standard;
import uk.fosteringhub.core.mapping.RecordMapping;
import uk.fosteringhub.core.messages.Hl7Inbox;
import uk.fosteringhub.core.settings.FeedSettings;
import uk.fosteringhub.core.settings.MllpSettings;

/** Listens for HL7 messages by MLLP, with HAPI's own server, until it is closed. */
public final class MllpListener implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(MllpListener.class);

    private final DefaultHapiContext context;
    private final HL7Service server;
    private final ExecutorService threads;
    private final int port;

    private MllpListener(DefaultHapiContext context, HL7Service server, ExecutorService threads, int port) {
        this.context = context;
        this.server = server;
        this.threads = threads;
        this.port = port;
    }

    /**
     * @param feed the one that takes what is kept
     * @throws IOException if the port is taken or the key-store or trust-store cannot be used
     */
    public static MllpListener start(MllpSettings settings, FeedSettings feed, RecordMapping mapping, Hl7Inbox inbox)
            throws IOException {
        MllpSockets sockets = new MllpSockets(settings);
        ExecutorService threads = Executors.newCachedThreadPool(work -> {
            Thread thread = new Thread(work, "mllp-" + feed.system());
            thread.setDaemon(true);
            return thread;
        });
        DefaultHapiContext context = Hl7Standard.context(threads);
        context.setLowerLayerProtocol(new LimitedFrames(
                feed.maxRowBytes(),
                refused -> LOG.warn("feed={} outcome=sender-not-let-in cause={}", feed.name(), refused.getMessage())));
        context.setSocketFactory(sockets);
        HL7Service server =
                context.newServer(sockets.port(), settings.keyStore().isPresent());
        MessageDesk desk = new MessageDesk(feed, mapping, inbox, Clock.systemUTC());
        server.registerApplication(desk);
        server.setExceptionHandler(desk);
        server.start();
        return new MllpListener(context, server, threads, sockets.port());
    }

    public int port() {
        return port;
    }

    @Override
    public void close() {
        server.stopAndWait();
        try {
            context.close();
        } finally {
            threads.shutdownNow();
        }
    }
}
