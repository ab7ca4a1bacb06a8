package uk.fosteringhub.routes;

import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import uk.fosteringhub.connectors.medical.MllpListener;
import uk.fosteringhub.core.Hub;
import uk.fosteringhub.core.settings.FeedSettings;
import uk.fosteringhub.core.settings.FeedWay;
import uk.fosteringhub.core.settings.MllpSettings;
import uk.fosteringhub.core.settings.SystemSettings;

/** Listens for HL7 messages while the hub serves. */
@Configuration(proxyBeanMethods = false)
public class MllpListening {

    /** The listeners by the name of their system. */
    public record Listeners(Map<String, MllpListener> bySystem) implements AutoCloseable {

        /** The ports where they listen, by system. */
        public Map<String, Integer> ports() {
            Map<String, Integer> ports = new TreeMap<>();
            bySystem.forEach((system, listener) -> ports.put(system, listener.port()));
            return ports;
        }

        @Override
        public void close() {
            bySystem.values().forEach(MllpListener::close);
        }
    }

    @Bean
    Listeners mllpListeners(Hub hub) throws IOException {
        Map<String, MllpListener> listeners = new TreeMap<>();
        for (SystemSettings system : hub.settings().systems()) {
            for (FeedSettings feed : system.feeds()) {
                if (feed.way() == FeedWay.MLLP && system.mllp().isPresent()) {
                    listeners.put(system.name(), listen(hub, system.mllp().get(), feed));
                }
            }
        }
        return new Listeners(Map.copyOf(listeners));
    }

    private static MllpListener listen(Hub hub, MllpSettings settings, FeedSettings feed) throws IOException {
        try {
            return MllpListener.start(settings, feed, hub.mappings().named(feed.mapping()), hub.hl7Inbox());
        } catch (IOException notStarted) {
            throw new IOException(
                    "HL7 messages cannot be listened for at " + settings + ": " + notStarted.getMessage()
                            + ". Correct hub.systems." + feed.system() + ".mllp.",
                    notStarted);
        }
    }
}
