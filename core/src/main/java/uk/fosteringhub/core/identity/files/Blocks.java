package uk.fosteringhub.core.identity.files;

import java.util.Arrays;
import java.util.stream.IntStream;
import uk.fosteringhub.core.identity.person.BlockingKeys;

/**
 * All pairs of records that have a key in common, each once: in the block of the first key that counts. One kind of key is
 * done after the other, so that only its blocks are in memory.
 */
final class Blocks {
    /** Takes pairs, from several threads at once. */
    interface Visitor {
        /**
         * @param members in order
         * @param block for {@link #of}
         */
        void block(int[] members, long block);
    }

    private static final int KINDS = 64;
    private static final int KIND_BITS = 56;
    private static final int RECORD_BITS = 24;
    private static final int RECORD_MASK = (1 << RECORD_BITS) - 1;
    private static final int MOST_KEYS = 64;
    private static final int PIECES = 256;

    private final Records records;
    /** Per record a bit for each key that is left out. */
    private final long[] leftOut;

    private long cappedBlocks;
    private long cappedRecords;

    Blocks(Records records) {
        this.records = records;
        this.leftOut = new long[records.size()];
    }

    static int mostRecords() {
        return RECORD_MASK;
    }

    /** How many blocks were larger than their cap and left out. */
    long cappedBlocks() {
        return cappedBlocks;
    }

    /** How many entries of records those blocks had. */
    long cappedRecords() {
        return cappedRecords;
    }

    void visit(Visitor visitor) {
        for (int kind = 1; kind < KINDS; kind++) {
            long[] entries = entries(kind);
            if (entries.length > 0) {
                Arrays.sort(entries);
                leaveOut(entries, kind);
                pieces(entries, kind, visitor);
            }
        }
    }

    /** The first key that both have and that counts; 0 for none. */
    long common(int one, int other) {
        long[] a = records.keys(one);
        long[] b = records.keys(other);
        int i = 0;
        int j = 0;
        while (i < a.length && j < b.length) {
            if (a[i] < b[j]) {
                i++;
            } else if (a[i] > b[j]) {
                j++;
            } else if (i < MOST_KEYS && (leftOut[one] & 1L << i) == 0) {
                return a[i];
            } else {
                i++;
                j++;
            }
        }
        return 0;
    }

    private long[] entries(int kind) {
        int size = 0;
        for (int record = 0; record < records.size(); record++) {
            for (long key : records.keys(record)) {
                size += key >>> KIND_BITS == kind ? 1 : 0;
            }
        }
        long[] entries = new long[size];
        int at = 0;
        for (int record = 0; record < records.size(); record++) {
            for (long key : records.keys(record)) {
                if (key >>> KIND_BITS == kind) {
                    entries[at++] = entry(key, record);
                }
            }
        }
        return entries;
    }

    /** Forty bits of the key and the record: keys that agree in them come into one block, which costs a comparison. */
    private static long entry(long key, int record) {
        return key << RECORD_BITS | record;
    }

    private void leaveOut(long[] entries, int kind) {
        int most = BlockingKeys.mostInABlock((long) kind << KIND_BITS);
        for (int from = 0; from < entries.length; ) {
            int to = end(entries, from);
            if (to - from > most) {
                cappedBlocks++;
                cappedRecords += to - from;
                for (int i = from; i < to; i++) {
                    int record = (int) entries[i] & RECORD_MASK;
                    long[] keys = records.keys(record);
                    for (int k = 0; k < Math.min(keys.length, MOST_KEYS); k++) {
                        if (keys[k] >>> KIND_BITS == kind && entry(keys[k], record) == entries[i]) {
                            leftOut[record] |= 1L << k;
                        }
                    }
                }
            }
            from = to;
        }
    }

    private static int end(long[] entries, int from) {
        int to = from + 1;
        while (to < entries.length && entries[to] >>> RECORD_BITS == entries[from] >>> RECORD_BITS) {
            to++;
        }
        return to;
    }

    private void pieces(long[] entries, int kind, Visitor visitor) {
        int most = BlockingKeys.mostInABlock((long) kind << KIND_BITS);
        int length = entries.length / PIECES + 1;
        IntStream.range(0, PIECES).parallel().forEach(piece -> {
            int from = Math.min(piece * length, entries.length);
            int until = Math.min(from + length, entries.length);
            // A block belongs to the piece it begins in.
            while (from > 0 && from < until && entries[from] >>> RECORD_BITS == entries[from - 1] >>> RECORD_BITS) {
                from++;
            }
            while (from < until) {
                int to = end(entries, from);
                if (to - from > 1 && to - from <= most) {
                    visitor.block(members(entries, from, to), entries[from] >>> RECORD_BITS);
                }
                from = to;
            }
        });
    }

    private static int[] members(long[] entries, int from, int to) {
        int[] members = new int[to - from];
        for (int i = from; i < to; i++) {
            members[i - from] = (int) entries[i] & RECORD_MASK;
        }
        return members;
    }

    /** Whether the key is the one of a block. */
    static boolean of(long key, long block) {
        return (key << RECORD_BITS) >>> RECORD_BITS == block;
    }
}
