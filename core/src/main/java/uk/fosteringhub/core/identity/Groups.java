package uk.fosteringhub.core.identity;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * Things of which some are said to be the same: who is the same as one that is the same is the same. Some may be said to be
 * different; then what would make them one is not joined, so that what is said first counts more.
 */
public final class Groups<T> {
    private final Map<T, T> parents = new LinkedHashMap<>();
    /** By root: what must not come into its group. */
    private final Map<T, Set<T>> apart = new HashMap<>();

    public void add(T one) {
        parents.putIfAbsent(one, one);
    }

    /** To be said before they are joined by others. */
    public void keepApart(T one, T other) {
        add(one);
        add(other);
        apart.computeIfAbsent(rootOf(one), root -> new HashSet<>()).add(other);
        apart.computeIfAbsent(rootOf(other), root -> new HashSet<>()).add(one);
    }

    /** @return whether they are one group now */
    public boolean join(T one, T other) {
        add(one);
        add(other);
        T from = rootOf(one);
        T to = rootOf(other);
        if (from.equals(to)) {
            return true;
        }
        for (T different : apart.getOrDefault(from, Set.of())) {
            if (rootOf(different).equals(to)) {
                return false;
            }
        }
        parents.put(from, to);
        Set<T> brought = apart.remove(from);
        if (brought != null) {
            apart.computeIfAbsent(to, root -> new HashSet<>()).addAll(brought);
        }
        return true;
    }

    public boolean together(T one, T other) {
        return of(one).equals(of(other));
    }

    /** The same one for all that are of its group; itself if nothing was said of it. */
    public T of(T one) {
        return parents.containsKey(one) ? rootOf(one) : one;
    }

    public Collection<Set<T>> all() {
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
