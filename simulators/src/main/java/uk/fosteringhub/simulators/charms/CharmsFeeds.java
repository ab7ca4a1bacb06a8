package uk.fosteringhub.simulators.charms;

import java.util.List;
import uk.fosteringhub.simulators.files.Feed;

/** The exports of CHARMS. */
public final class CharmsFeeds {

    private CharmsFeeds() {}

    public static List<Feed> all() {
        return List.of(new Carers(), new Households(), new Approvals(), new Progress());
    }
}
