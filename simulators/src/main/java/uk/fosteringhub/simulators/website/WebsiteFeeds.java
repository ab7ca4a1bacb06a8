package uk.fosteringhub.simulators.website;

import java.util.List;
import uk.fosteringhub.simulators.files.Feed;

/** What the council's website knows of enquiries. */
public final class WebsiteFeeds {

    private WebsiteFeeds() {}

    public static List<Feed> all() {
        return List.of(new Enquiries(), new Touchpoints());
    }
}
