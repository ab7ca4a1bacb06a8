package uk.fosteringhub.simulators.nudges;

import java.util.List;
import uk.fosteringhub.simulators.files.Feed;

/** The log of the service that sends e-mails to people who were in touch before. */
public final class NudgeFeeds {

    private NudgeFeeds() {}

    public static List<Feed> all() {
        return List.of(new Nudges());
    }
}
