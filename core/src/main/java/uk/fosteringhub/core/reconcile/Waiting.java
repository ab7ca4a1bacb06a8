package uk.fosteringhub.core.reconcile;

import java.util.List;
import java.util.stream.Stream;

/**
 * What a system has sent of one record type and the hub has not taken up, since it waits for a person. As long as anything
 * waits, nobody can say that everything is there and equal: a record that failed is compared as it was before, or is not
 * there at all, and one whose ending is held is compared as if it were still there.
 *
 * @param failed records
 * @param refused deliveries that were refused whole
 * @param held endings of snapshots
 * @param heldRecords how many records these would end
 * @param feeds names of the feeds that any of it came by
 */
public record Waiting(long failed, long refused, long held, long heldRecords, List<String> feeds) {
    public static final Waiting NOTHING = new Waiting(0, 0, 0, 0, List.of());

    Waiting and(Waiting more) {
        return new Waiting(
                failed + more.failed,
                refused + more.refused,
                held + more.held,
                heldRecords + more.heldRecords,
                Stream.concat(feeds.stream(), more.feeds.stream()).distinct().toList());
    }

    /** How many failures there are, as they are listed: one for each record, delivery or ending. */
    public long failures() {
        return failed + refused + held;
    }

    public boolean isNothing() {
        return failures() == 0;
    }
}
