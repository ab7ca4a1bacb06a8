package uk.fosteringhub.core.attribution.model;

import java.util.Arrays;

/**
 * A sum of numbers that is the same to the last bit in whatever order they come: what rounding takes off is kept in further
 * parts, none of which overlaps another (Shewchuk 1997; the same as Python's {@code math.fsum}).
 */
public final class ExactSum {
    private double[] parts = new double[4];
    private int size;

    /** @param number finite */
    public void add(double number) {
        double carried = number;
        int kept = 0;
        for (int i = 0; i < size; i++) {
            double part = parts[i];
            if (Math.abs(carried) < Math.abs(part)) {
                double swapped = carried;
                carried = part;
                part = swapped;
            }
            double sum = carried + part;
            double lost = part - (sum - carried);
            if (lost != 0) {
                parts[kept++] = lost;
            }
            carried = sum;
        }
        if (kept == parts.length) {
            parts = Arrays.copyOf(parts, kept * 2);
        }
        parts[kept] = carried;
        size = kept + 1;
    }

    /** The sum, rounded once. */
    public double value() {
        if (size == 0) {
            return 0;
        }
        int i = size - 1;
        double sum = parts[i];
        double lost = 0;
        while (i > 0 && lost == 0) {
            double before = sum;
            double part = parts[--i];
            sum = before + part;
            lost = part - (sum - before);
        }
        // Half way between two numbers: what is left decides.
        if (i > 0 && (lost < 0 && parts[i - 1] < 0 || lost > 0 && parts[i - 1] > 0)) {
            double twice = lost * 2;
            double nudged = sum + twice;
            if (twice == nudged - sum) {
                return nudged;
            }
        }
        return sum;
    }
}
