package uk.fosteringhub.core.identity.judge;

import java.util.List;

/** Which records are one person in the end, and what is left for a person to decide. */
public final class Settlement {
    private final int[] entities;
    private final List<SettledPair> pairs;

    Settlement(int[] entities, List<SettledPair> pairs) {
        this.entities = entities;
        this.pairs = List.copyOf(pairs);
    }

    /** The smallest number among the records that are one with it. */
    public int entity(int record) {
        return entities[record];
    }

    /**
     * The pairs that were judged AUTO or REVIEW and still matter, in order of their numbers: AUTO those within an entity,
     * REVIEW at most one for any two entities, the strongest.
     */
    public List<SettledPair> pairs() {
        return pairs;
    }
}
