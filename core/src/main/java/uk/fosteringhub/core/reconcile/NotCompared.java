package uk.fosteringhub.core.reconcile;

/**
 * A record type that at least one of two systems brings and that was not compared. That alone is nothing wrong: a council may
 * not move such records. But nothing is known of whether they are there and equal.
 *
 * @param shared whether both systems have feeds for it, so that it could be compared
 * @param inSystem records of the first system that have not ended
 * @param inOther the same of the second system
 */
public record NotCompared(
        String record, boolean shared, long inSystem, long inOther, Waiting waitingOfSystem, Waiting waitingOfOther) {}
