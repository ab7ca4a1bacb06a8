package uk.fosteringhub.core.golden;

import java.util.Set;

/**
 * Which persons of a chunk counted as restricted because they were awaited, and which of them still do.
 *
 * @param before hub ids, before the chunk said anything
 * @param after those that are awaited still
 */
public record Waiting(Set<Long> before, Set<Long> after) {
    public static final Waiting NONE = new Waiting(Set.of(), Set.of());

    public Waiting {
        before = Set.copyOf(before);
        after = Set.copyOf(after);
    }
}
