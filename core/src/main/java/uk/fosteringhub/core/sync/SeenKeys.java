package uk.fosteringhub.core.sync;

import java.util.HashSet;
import java.util.Set;

/**
 * Tells which keys of a delivery may stand in it twice: a Bloom filter, since to be sure of all of them takes the database
 * longer than everything else about a comparison, and hardly any delivery has one. What it suspects is looked up; what it
 * does not suspect stands once.
 */
final class SeenKeys {
    private static final int BITS_PER_KEY = 16;
    private static final int PROBES = 5;
    private static final long MOST_BITS = 1L << 29;
    private static final long LEAST_BITS = 1L << 16;

    private final long[] words;
    private final long mask;
    private final int mostSuspects;
    private final Set<String> suspects = new HashSet<>();
    private boolean tooMany;

    /**
     * @param expected about how many keys; more only make more suspects
     * @param mostSuspects beyond these it gives up and all keys must be looked up
     */
    SeenKeys(long expected, int mostSuspects) {
        long bits = Math.min(MOST_BITS, Math.max(LEAST_BITS, Long.highestOneBit(expected * BITS_PER_KEY) << 1));
        this.words = new long[(int) (bits >>> 6)];
        this.mask = bits - 1;
        this.mostSuspects = mostSuspects;
    }

    void add(String key) {
        long hash = hash(key);
        long step = (hash >>> 32) | 1;
        boolean seen = true;
        for (int i = 0; i < PROBES; i++) {
            long bit = hash & mask;
            int word = (int) (bit >>> 6);
            long flag = 1L << bit;
            seen &= (words[word] & flag) != 0;
            words[word] |= flag;
            hash += step * 0x9E3779B97F4A7C15L;
        }
        if (seen && !tooMany) {
            suspects.add(key);
            tooMany = suspects.size() > mostSuspects;
        }
    }

    /** Whether there are so many suspects that all keys must be looked up. */
    boolean tooMany() {
        return tooMany;
    }

    Set<String> suspects() {
        return suspects;
    }

    /** FNV-1a over the characters, then the finishing mix of MurmurHash3 so that all bits depend on all characters. */
    private static long hash(String key) {
        long hash = 0xCBF29CE484222325L;
        for (int i = 0; i < key.length(); i++) {
            hash = (hash ^ key.charAt(i)) * 0x100000001B3L;
        }
        hash ^= hash >>> 33;
        hash *= 0xFF51AFD7ED558CCDL;
        hash ^= hash >>> 33;
        hash *= 0xC4CEB9FE1A85EC53L;
        return hash ^ hash >>> 33;
    }
}
