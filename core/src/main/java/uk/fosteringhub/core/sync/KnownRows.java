package uk.fosteringhub.core.sync;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.BitSet;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * What the rows of a feed looked like when they were last taken, each by one number of 64 bits made of its key and its hash,
 * so that a row which comes as it was is known without asking the database. Ten million rows take 110 MB. Two different
 * rows have the same number once in 10<sup>12</sup> changed rows of a feed of that size.
 */
final class KnownRows {
    private static final int UUID_BYTES = 16;
    /** Of the slots, three in four are taken. */
    private static final int SLOTS_FOR_THREE = 4;

    private static final int BYTES_PER_SLOT = Long.BYTES;
    private static final int SHARE_OF_HEAP = 4;

    private final long[] slots;
    private final BitSet seen;
    private final int feedId;
    private long rows;
    private long seenRows;
    private boolean ambiguous;

    private KnownRows(int feedId, int slots) {
        this.feedId = feedId;
        this.slots = new long[slots];
        this.seen = new BitSet(slots);
    }

    /**
     * Reads the rows of a feed.
     *
     * @param rows how many there are
     * @return empty if there are more than a share of the heap can hold, or if two of them have the same number
     */
    static Optional<KnownRows> of(Connection connection, int feedId, long rows) throws SQLException {
        long slots = rows * SLOTS_FOR_THREE / 3 + 1;
        if (slots > Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP / BYTES_PER_SLOT) {
            return Optional.empty();
        }
        KnownRows known = new KnownRows(feedId, (int) slots);
        known.read(connection, tuple -> {
            if (known.rows < rows) {
                known.add(number(tuple));
            }
        });
        return known.ambiguous || known.rows != rows ? Optional.empty() : Optional.of(known);
    }

    /** Whether a row of a delivery looks as it did, and comes for the first time. */
    Match match(String key, UUID hash) {
        int slot = slotOf(number(key, hash));
        if (slots[slot] == 0) {
            return Match.DIFFERENT;
        }
        if (seen.get(slot)) {
            return Match.UNCHANGED_AGAIN;
        }
        seen.set(slot);
        seenRows++;
        return Match.UNCHANGED;
    }

    /** How a row of a delivery stands to what is known. */
    enum Match {
        UNCHANGED,
        /** The same key stands in the delivery twice. */
        UNCHANGED_AGAIN,
        DIFFERENT
    }

    /**
     * Whether a row that is known has come as it was.
     *
     * @param tuple standing before its key, which its hash follows
     */
    boolean seen(ByteBuffer tuple) {
        return seen.get(slotOf(number(tuple)));
    }

    long rows() {
        return rows;
    }

    long seenRows() {
        return seenRows;
    }

    /** The keys of the rows that have not come as they were. */
    void unseen(Connection connection, Consumer<String> keys) throws SQLException {
        read(connection, tuple -> {
            int keyAt = tuple.position();
            if (!seen(tuple)) {
                keys.accept(CopyTuples.text(tuple, keyAt));
            }
        });
    }

    private void read(Connection connection, Consumer<ByteBuffer> tuples) throws SQLException {
        CopyTuples.read(connection, "select key, hash from hub.source_record where feed_id = " + feedId, tuples);
    }

    private void add(long number) {
        int slot = slotOf(number);
        ambiguous |= slots[slot] != 0;
        slots[slot] = number;
        rows++;
    }

    /** Where the number is, or where it would go. */
    private int slotOf(long number) {
        int slot = (int) ((number >>> 32) * slots.length >>> 32);
        while (slots[slot] != 0 && slots[slot] != number) {
            slot = slot + 1 == slots.length ? 0 : slot + 1;
        }
        return slot;
    }

    private static long number(ByteBuffer tuple) {
        int length = tuple.getInt();
        int start = tuple.position();
        long key = keyHash(tuple.array(), start, start + length);
        int hashAt = start + length + Integer.BYTES;
        if (tuple.getInt(start + length) != UUID_BYTES) {
            throw new IllegalStateException("the database sent a row hash of another length than 16 bytes");
        }
        return number(key, tuple.getLong(hashAt), tuple.getLong(hashAt + Long.BYTES));
    }

    private static long number(String key, UUID hash) {
        byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
        return number(keyHash(bytes, 0, bytes.length), hash.getMostSignificantBits(), hash.getLeastSignificantBits());
    }

    /** FNV-1a. */
    private static long keyHash(byte[] bytes, int from, int to) {
        long hash = 0xCBF29CE484222325L;
        for (int i = from; i < to; i++) {
            hash = (hash ^ bytes[i] & 0xFF) * 0x100000001B3L;
        }
        return hash;
    }

    /** Never 0, which stands for an empty slot. */
    private static long number(long key, long most, long least) {
        long number = mixed(mixed(mixed(key) + most) + least);
        return number == 0 ? 1 : number;
    }

    /** The finishing mix of MurmurHash3: all bits depend on all bits. */
    private static long mixed(long value) {
        long bits = value;
        bits ^= bits >>> 33;
        bits *= 0xFF51AFD7ED558CCDL;
        bits ^= bits >>> 33;
        bits *= 0xC4CEB9FE1A85EC53L;
        return bits ^ bits >>> 33;
    }
}
