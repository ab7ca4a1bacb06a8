package uk.fosteringhub.connectors.transport;

import java.util.Optional;
import org.apache.camel.Exchange;
import uk.fosteringhub.core.settings.FeedSettings;

/**
 * What a transport hands to {@value #INTAKE}: the bytes are the message body, as a stream that is read once, and this is
 * an exchange property. The answer's body is the {@link uk.fosteringhub.core.intake.DeliveryOutcome}.
 *
 * @param feed on which feed
 * @param name the file's name, or what was asked for in a pull; for people to read
 * @param cursor where the next pull starts once this has been applied
 * @param last whether with it all that was there on the feed has been taken; false also where that is not known yet, as of
 *     the files of a folder
 */
public record Arrival(FeedSettings feed, String name, Optional<String> cursor, boolean last) {
    public static final String INTAKE = "direct:intake";

    private static final String PROPERTY = "hubArrival";

    /** All that was there on the feed. */
    public Arrival(FeedSettings feed, String name, Optional<String> cursor) {
        this(feed, name, cursor, true);
    }

    public void putOn(Exchange exchange) {
        exchange.setProperty(PROPERTY, this);
    }

    public static Arrival of(Exchange exchange) {
        Arrival arrival = exchange.getProperty(PROPERTY, Arrival.class);
        if (arrival == null) {
            throw new IllegalStateException("nothing says on which feed this arrived");
        }
        return arrival;
    }
}
