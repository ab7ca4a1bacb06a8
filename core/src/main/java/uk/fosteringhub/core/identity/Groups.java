package uk.fosteringhub.core.identity;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** Things of which some are said to be the same: who is the same as one that is the same is the same. */
final class Groups<T> {
    private final Map<T, T> parents = new LinkedHashMap<>();

    void add(T one) {
        parents.putIfAbsent(one, one);
    }

    void join(T one, T other) {
        add(one);
        add(other);
        parents.put(rootOf(one), rootOf(other));
    }

    Collection<Set<T>> all() {
        Map<T, Set<T>> groups = new LinkedHashMap<>();
        for (T one : parents.keySet()) {
            groups.computeIfAbsent(rootOf(one), root -> new LinkedHashSet<>()).add(one);
        }
        return groups.values();
    }

    private T rootOf(T one) {
        T root = one;
        while (!parents.get(root).equals(root)) {
            root = parents.get(root);
        }
        T step = one;
        while (!step.equals(root)) {
            step = parents.put(step, root);
        }
        return root;
    }
}
