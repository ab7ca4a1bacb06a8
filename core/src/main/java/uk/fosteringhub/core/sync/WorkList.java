package uk.fosteringhub.core.sync;

import java.util.BitSet;
import java.util.Optional;
import uk.fosteringhub.core.intake.DeliveryReader;

/**
 * What a comparison found: which raw records of a delivery, by their ordinal, must be taken through. A bit or two per
 * record, so ten million records take a few megabytes.
 *
 * @param work those to be mapped
 * @param known those among them whose key the feed brought before
 * @param rows how many rows the delivery has
 * @param unchangedRows rows that look as they did when they were last taken
 * @param supersededRows rows in whose place another with the same key counts
 * @param noRows rows that stand for "no row"
 * @param unkeyed raw records that cannot be read or have no key, so that nobody can say which record they are about
 * @param gone what the feed had and the delivery does not
 * @param fresh whether nothing is known of any record in these keys, so that nothing need be looked up
 * @param captured the records to be taken through themselves, where the comparison could keep them
 */
record WorkList(
        BitSet work,
        BitSet known,
        long rows,
        long unchangedRows,
        long supersededRows,
        long noRows,
        long unkeyed,
        Comparison.Gone gone,
        boolean fresh,
        Optional<DeliveryReader.Pass> captured) {
    private static final int FEW = 8;

    /** The records to be taken through, where they are so few that looking for them pays. */
    Optional<BitSet> few() {
        return work.cardinality() < rows / FEW ? Optional.of(work) : Optional.empty();
    }

    /** Rows that change nothing and need not be taken through. */
    long untouchedRows() {
        return unchangedRows + supersededRows + noRows;
    }
}
