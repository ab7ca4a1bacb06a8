package uk.fosteringhub.simulators.ssda903;

import java.util.List;
import uk.fosteringhub.simulators.files.Feed;

/** The files of the children looked after return. */
public final class Ssda903Feeds {

    private Ssda903Feeds() {}

    public static List<Feed> all() {
        return List.of(new Header(), new Episodes());
    }
}
