package uk.fosteringhub.simulators.training;

import java.util.List;
import uk.fosteringhub.simulators.files.Feed;

/** The files of the training team. */
public final class TrainingFeeds {

    private TrainingFeeds() {}

    public static List<Feed> all() {
        return List.of(new Attendance(), new Standards());
    }
}
