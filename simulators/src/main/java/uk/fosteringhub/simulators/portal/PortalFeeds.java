package uk.fosteringhub.simulators.portal;

import java.util.List;
import uk.fosteringhub.simulators.files.Feed;

/** The export of the carer portal. */
public final class PortalFeeds {

    private PortalFeeds() {}

    public static List<Feed> all() {
        return List.of(new Forms());
    }
}
