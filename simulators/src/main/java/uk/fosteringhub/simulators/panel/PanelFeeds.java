package uk.fosteringhub.simulators.panel;

import java.util.List;
import uk.fosteringhub.simulators.files.Feed;

/** The spreadsheets of the panel administrator and the reviewing officers. */
public final class PanelFeeds {

    private PanelFeeds() {}

    public static List<Feed> all() {
        return List.of(new Decisions(), new Reviews());
    }
}
