package uk.fosteringhub.routes;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
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

    /** The listeners of all systems that have one. */
    public record Listeners(List<MllpListener> all) implements AutoCloseable {
        @Override
        public void close() {
            all.forEach(MllpListener::close);
        }
    }

    @Bean
    Listeners mllpListeners(Hub hub) throws IOException {
        List<MllpListener> listeners = new ArrayList<>();
        for (SystemSettings system : hub.settings().systems()) {
            for (FeedSettings feed : system.feeds()) {
                if (feed.way() == FeedWay.MLLP && system.mllp().isPresent()) {
                    listeners.add(listen(hub, system.mllp().get(), feed));
                }
            }
        }
        return new Listeners(List.copyOf(listeners));
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
