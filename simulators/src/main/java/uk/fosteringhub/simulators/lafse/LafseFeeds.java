package uk.fosteringhub.simulators.lafse;

import java.util.List;
import uk.fosteringhub.simulators.files.Feed;

/** The nightly file of the regional recruitment service. */
public final class LafseFeeds {

    private LafseFeeds() {}

    public static List<Feed> all() {
        return List.of(new ReferralsFile());
    }
}
