package uk.fosteringhub.core.intake;

import java.util.Optional;
import uk.fosteringhub.core.settings.FeedSettings;

/**
 * Something received on a feed, archived, and not looked into yet.
 *
 * @param feed which feed
 * @param name the file's name, or what was asked for in a pull; for people to read
 * @param content where its bytes are
 * @param cursor where the next pull starts once this has been applied
 * @param last whether with it all that was there on the feed has been taken; false also where that is not known yet
 */
public record IncomingDelivery(
        FeedSettings feed, String name, ArchivedContent content, Optional<String> cursor, boolean last) {

    /** All that was there on the feed. */
    public IncomingDelivery(FeedSettings feed, String name, ArchivedContent content, Optional<String> cursor) {
        this(feed, name, content, cursor, true);
    }
}
