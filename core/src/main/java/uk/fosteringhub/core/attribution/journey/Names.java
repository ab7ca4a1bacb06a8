package uk.fosteringhub.core.attribution.journey;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Texts, numbered from 0 in the order in which they came. Millions of them fit where as many objects would not: a text
 * takes its UTF-8 bytes and some ten more.
 */
public final class Names {
    private byte[] bytes = new byte[1 << 10];
    private int[] ends = new int[1 << 7];
    private int[] slots = new int[1 << 8];
    private int size;

    /** The number of a text; a new one if the text is new. */
    public int add(String text) {
        byte[] wanted = text.getBytes(StandardCharsets.UTF_8);
        int slot = slot(wanted);
        if (slots[slot] != 0) {
            return slots[slot] - 1;
        }
        int start = size == 0 ? 0 : ends[size - 1];
        if (wanted.length > Integer.MAX_VALUE - 8 - start) {
            throw new IllegalArgumentException("there are more than two thousand million letters of names");
        }
        if (start + wanted.length > bytes.length) {
            bytes = Arrays.copyOf(bytes, grown(bytes.length, start + wanted.length));
        }
        System.arraycopy(wanted, 0, bytes, start, wanted.length);
        if (size == ends.length) {
            ends = Arrays.copyOf(ends, grown(size, size + 1));
        }
        ends[size++] = start + wanted.length;
        slots[slot] = size;
        if (size * 3L > slots.length * 2L) {
            spread();
        }
        return size - 1;
    }

    /** The number of a text that was added before, or -1. */
    public int find(String text) {
        return slots[slot(text.getBytes(StandardCharsets.UTF_8))] - 1;
    }

    public String get(int number) {
        int start = start(number);
        return new String(bytes, start, ends[number] - start, StandardCharsets.UTF_8);
    }

    public int size() {
        return size;
    }

    /** Compares two texts by their characters' code points. */
    public int compare(int number, int other) {
        return Arrays.compareUnsigned(bytes, start(number), ends[number], bytes, start(other), ends[other]);
    }

    /** For each number its place among all texts in the order of {@link #compare}. */
    public int[] ranks() {
        Integer[] sorted = new Integer[size];
        Arrays.setAll(sorted, i -> i);
        Arrays.sort(sorted, this::compare);
        int[] ranks = new int[size];
        for (int rank = 0; rank < size; rank++) {
            ranks[sorted[rank]] = rank;
        }
        return ranks;
    }

    private int start(int number) {
        return number == 0 ? 0 : ends[number - 1];
    }

    private int slot(byte[] wanted) {
        int hash = hash(wanted, 0, wanted.length);
        for (int slot = hash & slots.length - 1; ; slot = slot + 1 & slots.length - 1) {
            int number = slots[slot] - 1;
            if (number < 0 || Arrays.equals(bytes, start(number), ends[number], wanted, 0, wanted.length)) {
                return slot;
            }
        }
    }

    private void spread() {
        slots = new int[slots.length * 2];
        for (int number = 0; number < size; number++) {
            int slot = hash(bytes, start(number), ends[number]) & slots.length - 1;
            while (slots[slot] != 0) {
                slot = slot + 1 & slots.length - 1;
            }
            slots[slot] = number + 1;
        }
    }

    private static int hash(byte[] text, int from, int to) {
        int hash = 0x811C9DC5;
        for (int i = from; i < to; i++) {
            hash = (hash ^ text[i] & 0xFF) * 0x01000193;
        }
        hash ^= hash >>> 15;
        hash *= 0x2C1B3C6D;
        return hash ^ hash >>> 13;
    }

    static int grown(int now, int needed) {
        return (int) Math.max(needed, Math.min(Integer.MAX_VALUE - 8L, now + (now >> 1) + 8L));
    }
}
