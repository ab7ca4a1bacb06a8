package uk.fosteringhub.console.overview;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import uk.fosteringhub.core.identity.decide.ReviewQueue;

/** How many pairs of records wait for review; counted at most every fifteen seconds, since everybody opens the overview. */
final class WaitingPairs {
    private static final Duration FRESH = Duration.ofSeconds(15);

    private final ReviewQueue queue;
    /** By whether restricted persons count. */
    private final Map<Boolean, Counted> last = new HashMap<>();

    WaitingPairs(ReviewQueue queue) {
        this.queue = queue;
    }

    private record Counted(Instant at, int count) {}

    /** @return such as {@code 3 pairs of records wait for somebody who says whether they are one person} */
    synchronized String sentence(boolean restricted) {
        Counted counted = last.get(restricted);
        if (counted == null || counted.at().plus(FRESH).isBefore(Instant.now())) {
            counted = new Counted(Instant.now(), queue.count(ReviewQueue.Filter.all(restricted)));
            last.put(restricted, counted);
        }
        return switch (counted.count()) {
            case 0 -> "No records wait";
            case 1 -> "1 pair of records waits";
            case ReviewQueue.MOST_COUNTED -> "At least " + counted.count() + " pairs of records wait";
            default -> counted.count() + " pairs of records wait";
        };
    }
}
