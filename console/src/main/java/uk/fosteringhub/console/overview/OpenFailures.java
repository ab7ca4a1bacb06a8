package uk.fosteringhub.console.overview;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import uk.fosteringhub.core.failures.FailureGroups;
import uk.fosteringhub.core.failures.FailureGroups.By;
import uk.fosteringhub.core.failures.FailureQuery;
import uk.fosteringhub.core.failures.WrongQuery;

/**
 * What waits for somebody, by feed and rule. Counting millions takes its time, and everybody opens the overview in the
 * morning: it is counted at most every fifteen seconds.
 */
final class OpenFailures {
    private static final Duration FRESH = Duration.ofSeconds(15);
    private static final int MOST_GROUPS = 10;

    private final FailureGroups groups;
    private final FailureQuery waiting;
    private Counted last = new Counted(Instant.EPOCH, 0, List.of());

    OpenFailures(FailureGroups groups) {
        this.groups = groups;
        try {
            this.waiting = FailureQuery.of("state:open OR state:held OR state:retrying");
        } catch (WrongQuery impossible) {
            throw new IllegalStateException("the overview asks in its own language", impossible);
        }
    }

    /**
     * @param at when it was counted
     * @param total of all groups
     * @param largest the ten largest groups
     */
    record Counted(Instant at, long total, List<FailureGroups.Group> largest) {}

    synchronized Counted now() {
        if (last.at().plus(FRESH).isBefore(Instant.now())) {
            List<FailureGroups.Group> found = groups.of(waiting, By.FEED, By.RULE);
            last = new Counted(
                    Instant.now(),
                    found.stream().mapToLong(FailureGroups.Group::count).sum(),
                    List.copyOf(found.subList(0, Math.min(MOST_GROUPS, found.size()))));
        }
        return last;
    }
}
