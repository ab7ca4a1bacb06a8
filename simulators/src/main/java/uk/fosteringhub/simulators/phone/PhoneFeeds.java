package uk.fosteringhub.simulators.phone;

import java.util.List;
import uk.fosteringhub.simulators.files.Feed;

/** The contact centre's files. */
public final class PhoneFeeds {
    /** The number that is printed where no campaign has one of its own. */
    static final String USUAL_NUMBER = "01632 960100";

    private PhoneFeeds() {}

    public static List<Feed> all() {
        return List.of(new Enquiries(), new Calls());
    }
}
