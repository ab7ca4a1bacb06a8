package uk.fosteringhub.core.sync;

import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;

/**
 * Below which number no message of a feed waits any more, so that looking for the next need not go through all that were
 * taken since the index was last vacuumed: after a heavy minute that would be most of what the database does.
 *
 * <p>Numbers are given in the order of coming, but not committed in that order. Every message knows its transaction before
 * its number ({@link uk.fosteringhub.core.push.PushLog}). So once all transactions are over that had begun when a number was
 * seen, whatever lies below it has been seen too, or never will be.
 *
 * <p>Of one process, whose looks at a feed come one after the other.
 */
final class FirstWaiting {
    /** Whatever else should make a message wait again is found after this long. */
    private static final Duration WHOLE_LOOK_EVERY = Duration.ofMinutes(1);

    private static final long ALL = 0;

    private long from = ALL;
    private Instant wholeLookAt = Instant.MIN;
    /** The least number that the last look saw waiting. */
    private OptionalLong seen = OptionalLong.empty();
    /** The least number that an earlier look saw waiting, while those below it may not all be there yet. */
    private OptionalLong settling = OptionalLong.empty();
    /** All transactions that gave numbers below {@link #settling} came before this one. */
    private long settledBefore;

    /**
     * @param running all transactions before this one were over when the look began
     * @param next no transaction from this one on had begun when the look began
     */
    record Transactions(long running, long next) {}

    /** The least number to look for. */
    long from() {
        if (!Instant.now().isBefore(wholeLookAt)) {
            forget();
            wholeLookAt = Instant.now().plus(WHOLE_LOOK_EVERY);
        }
        return from;
    }

    /**
     * After a look.
     *
     * @param first the least number that waits; empty also if the feed is paused
     */
    void looked(Transactions transactions, OptionalLong first) {
        if (first.isPresent() && settling.isPresent() && transactions.running() >= settledBefore) {
            from = Math.min(settling.getAsLong(), first.getAsLong());
            settling = OptionalLong.empty();
        }
        if (settling.isEmpty() && seen.isPresent()) {
            settling = seen;
            settledBefore = transactions.next();
        }
        seen = first;
    }

    /** The next look goes through all. */
    void forget() {
        from = ALL;
        seen = OptionalLong.empty();
        settling = OptionalLong.empty();
    }
}
