package uk.fosteringhub.simulators.mosaic;

import java.util.List;
import uk.fosteringhub.simulators.files.Feed;

/** MOSAIC's tables as files. */
public final class MosaicFeeds {

    private MosaicFeeds() {}

    public static List<Feed> all() {
        return List.of(
                new Persons(),
                new Addresses(),
                new Phones(),
                new Workers(),
                new Allocations(),
                new Visits(),
                new WorkflowSteps(),
                new ShortBreaks());
    }
}
