package uk.fosteringhub.core.attribution.store;

import java.util.HashMap;
import java.util.Map;

/** Which hub ids belong together. The smallest stands for all of them, so that it does not matter in which order they come. */
final class Kin {
    private final Map<Long, Long> towards = new HashMap<>();

    void join(long one, long other) {
        long root = of(one);
        long otherRoot = of(other);
        if (root != otherRoot) {
            towards.put(Math.max(root, otherRoot), Math.min(root, otherRoot));
        }
    }

    /** The one that stands for all that belong together with this one. */
    long of(long id) {
        long root = id;
        for (Long next = towards.get(root); next != null; next = towards.get(root)) {
            root = next;
        }
        for (long at = id; at != root; ) {
            Long next = towards.put(at, root);
            at = next == null ? root : next;
        }
        return root;
    }
}
