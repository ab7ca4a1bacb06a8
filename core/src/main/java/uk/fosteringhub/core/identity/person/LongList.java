package uk.fosteringhub.core.identity.person;

import java.util.Arrays;

/** Numbers without a box around each. */
final class LongList {
    private long[] numbers = new long[1 << 10];
    private int size;

    void add(long number) {
        if (size == numbers.length) {
            numbers = Arrays.copyOf(numbers, size + (size >> 1));
        }
        numbers[size++] = number;
    }

    int size() {
        return size;
    }

    long get(int place) {
        return numbers[place];
    }

    long[] sorted() {
        long[] sorted = Arrays.copyOf(numbers, size);
        Arrays.sort(sorted);
        return sorted;
    }

    static long[] distinct(long[] sorted) {
        int size = 0;
        long[] distinct = new long[sorted.length];
        for (long number : sorted) {
            if (size == 0 || distinct[size - 1] != number) {
                distinct[size++] = number;
            }
        }
        return Arrays.copyOf(distinct, size);
    }
}
