package uk.fosteringhub.simulators.brokerage;

import java.util.List;
import uk.fosteringhub.simulators.files.Feed;

/** The spreadsheets of the brokerage team. */
public final class BrokerageFeeds {

    private BrokerageFeeds() {}

    public static List<Feed> all() {
        return List.of(new Placements(), new OnHold(), new ReliefNights());
    }
}
