package uk.fosteringhub.core.intake;

import java.util.List;

/**
 * One row, element or object of a delivery, before mapping.
 *
 * @param line where it starts in the delivery: the line of a file, counted from 1, or the number of the element in a
 *     page sequence
 * @param values one per column of the delivery's header, in its order; never null, empty where the source gave nothing
 * @param continuations the further rows of the same record where the mapping assembles one record from several rows
 *     (each with no continuations of its own); otherwise empty
 */
public record RawRecord(long line, String[] values, List<RawRecord> continuations) {

    public static RawRecord of(long line, String[] values) {
        return new RawRecord(line, values, List.of());
    }

    /** How many rows of the delivery this record stands for. */
    public int rows() {
        return 1 + continuations.size();
    }

    public RawRecord last() {
        return continuations.isEmpty() ? this : continuations.get(continuations.size() - 1);
    }
}
