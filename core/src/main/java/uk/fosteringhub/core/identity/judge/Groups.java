package uk.fosteringhub.core.identity.judge;

import java.util.Arrays;

/** Which records are one, with their members. */
final class Groups {
    private final int[] parent;
    private final int[] next;
    private final int[] size;

    Groups(int records) {
        parent = new int[records];
        next = new int[records];
        size = new int[records];
        for (int i = 0; i < records; i++) {
            parent[i] = i;
            next[i] = i;
            size[i] = 1;
        }
    }

    /** The smallest number of the group. */
    int of(int record) {
        int root = record;
        while (parent[root] != root) {
            root = parent[root];
        }
        for (int at = record; parent[at] != root; ) {
            int up = parent[at];
            parent[at] = root;
            at = up;
        }
        return root;
    }

    boolean same(int one, int other) {
        return of(one) == of(other);
    }

    int size(int record) {
        return size[of(record)];
    }

    /** The smaller number stays the root; the two rings of members become one. */
    void join(int one, int other) {
        int a = Math.min(of(one), of(other));
        int b = Math.max(of(one), of(other));
        if (a != b) {
            parent[b] = a;
            size[a] += size[b];
            int after = next[a];
            next[a] = next[b];
            next[b] = after;
        }
    }

    int[] members(int record) {
        int[] members = new int[size(record)];
        int at = record;
        for (int i = 0; i < members.length; i++) {
            members[i] = at;
            at = next[at];
        }
        Arrays.sort(members);
        return members;
    }

    int[] roots() {
        int[] roots = new int[parent.length];
        Arrays.setAll(roots, this::of);
        return roots;
    }
}
