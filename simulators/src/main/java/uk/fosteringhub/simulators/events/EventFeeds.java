package uk.fosteringhub.simulators.events;

import java.util.List;
import uk.fosteringhub.simulators.files.Feed;
import uk.fosteringhub.simulators.world.Touch;
import uk.fosteringhub.simulators.world.Words;

/** The files of events and stalls. */
public final class EventFeeds {

    private EventFeeds() {}

    public static List<Feed> all() {
        return List.of(new Enquiries(), new Scans());
    }

    /** One event a day: that of the campaign which then ran, or an information evening. */
    static String eventOf(Touch touch) {
        String town = Words.TOWNS[Math.floorMod(touch.day(), Words.TOWNS.length)];
        return touch.campaign()
                .map(campaign -> campaign.name() + ": stall in " + town)
                .orElse("Information evening, " + town);
    }
}
