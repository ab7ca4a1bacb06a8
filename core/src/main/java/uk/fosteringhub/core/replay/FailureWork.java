package uk.fosteringhub.core.replay;

import uk.fosteringhub.core.Hub;
import uk.fosteringhub.core.corrections.Corrections;
import uk.fosteringhub.core.failures.Explanations;
import uk.fosteringhub.core.failures.FailureDesk;
import uk.fosteringhub.core.failures.FailureFilters;
import uk.fosteringhub.core.failures.FailureGroups;
import uk.fosteringhub.core.failures.FailureSearch;

/** Everything that people and programs do about failures: the same for pages, REST interface and command line. */
public record FailureWork(
        FailureSearch search,
        FailureGroups groups,
        FailureDesk desk,
        Explanations explanations,
        FailureFilters filters,
        Corrections corrections,
        Replays replays) {

    public static FailureWork of(Hub hub) {
        var database = hub.database();
        var payloads = hub.payloads();
        var zone = hub.settings().zone();
        return new FailureWork(
                new FailureSearch(database, payloads, zone),
                new FailureGroups(database, payloads, zone),
                new FailureDesk(database, payloads, zone),
                new Explanations(database, zone),
                new FailureFilters(database),
                new Corrections(database, payloads),
                Replays.of(hub));
    }
}
