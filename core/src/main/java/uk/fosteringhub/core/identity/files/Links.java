package uk.fosteringhub.core.identity.files;

import java.util.Arrays;

/** Pairs with their weight, in 17 bytes each. */
final class Links {
    private long[] pairs = new long[1 << 8];
    private double[] weights = new double[1 << 8];
    private boolean[] autos = new boolean[1 << 8];
    private int size;

    void add(int one, int other, double weight, boolean auto) {
        if (size == pairs.length) {
            grow(size + (size >> 1));
        }
        pairs[size] = (long) one << 32 | other;
        weights[size] = weight;
        autos[size++] = auto;
    }

    synchronized void addAll(Links more) {
        if (size + more.size > pairs.length) {
            grow(Math.max(size + more.size, size + (size >> 1)));
        }
        System.arraycopy(more.pairs, 0, pairs, size, more.size);
        System.arraycopy(more.weights, 0, weights, size, more.size);
        System.arraycopy(more.autos, 0, autos, size, more.size);
        size += more.size;
    }

    int size() {
        return size;
    }

    int one(int place) {
        return (int) (pairs[place] >>> 32);
    }

    int other(int place) {
        return (int) pairs[place];
    }

    double weight(int place) {
        return weights[place];
    }

    boolean auto(int place) {
        return autos[place];
    }

    private void grow(int length) {
        pairs = Arrays.copyOf(pairs, length);
        weights = Arrays.copyOf(weights, length);
        autos = Arrays.copyOf(autos, length);
    }
}
