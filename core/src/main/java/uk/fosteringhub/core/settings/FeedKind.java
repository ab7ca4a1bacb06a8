package uk.fosteringhub.core.settings;

/** What a delivery on a feed says about the records that are not in it. */
public enum FeedKind {
    /** The whole truth: a record that is gone from it has ended. */
    SNAPSHOT,
    /** Only what is new or changed since the last one. */
    DELTA,
    /** Things that happened; each is told once. */
    EVENT
}
