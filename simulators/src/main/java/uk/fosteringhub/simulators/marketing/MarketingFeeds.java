package uk.fosteringhub.simulators.marketing;

import java.util.List;
import uk.fosteringhub.simulators.files.Feed;
import uk.fosteringhub.simulators.world.Campaign;

/** The marketing team's files. */
public final class MarketingFeeds {

    /** Lines of the calendar. */
    public static final long CAMPAIGNS = Campaign.CALENDAR.size();

    /** Lines of its whole spend. */
    public static final long SPENDING = CAMPAIGNS * Spending.PARTS;

    private MarketingFeeds() {}

    public static List<Feed> all() {
        return List.of(new Campaigns(), new Spending());
    }
}
