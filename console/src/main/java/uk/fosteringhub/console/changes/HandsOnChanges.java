package uk.fosteringhub.console.changes;

/** Lets changes that a person has just made on a page go on their way to the systems, instead of at the next minute. */
@FunctionalInterface
public interface HandsOnChanges {
    /** Returns at once; what cannot be handed on now goes with the next minute. */
    void now();
}
