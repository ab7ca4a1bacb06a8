package uk.fosteringhub.embedded.broker;

import java.io.IOException;
import java.nio.file.Path;
import uk.fosteringhub.core.publish.EmbeddedQueues;

/** Offers the embedded broker to the hub. */
public final class ArtemisQueues implements EmbeddedQueues {

    @Override
    public Running start(Path folder) throws IOException {
        EmbeddedBroker broker = EmbeddedBroker.start(folder);
        return new Running() {
            @Override
            public String url() {
                return broker.address();
            }

            @Override
            public void close() {
                broker.close();
            }
        };
    }
}
