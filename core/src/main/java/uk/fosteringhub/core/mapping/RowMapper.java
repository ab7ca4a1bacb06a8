package uk.fosteringhub.core.mapping;

import java.util.Optional;
import uk.fosteringhub.core.intake.RawRecord;

/** A mapping fitted to one header. Safe for use by several threads. */
public interface RowMapper {

    /**
     * The source key of a raw record, or an empty string if the columns that make it are empty or hold a placeholder for
     * "none". Cheap: it is called for every row, also for those that did not change.
     *
     * @param row only the values at {@link #columns()}{@code .key()} need be there
     */
    String key(RawRecord row);

    /**
     * Whether a row without a key stands for "no row": reporting databases keep one such row per table, with the key -1, for
     * others to point to. It is no record and no mistake.
     *
     * @param row as for {@link #key}
     */
    boolean standsForNoRow(RawRecord row);

    /** Which columns of the header the mapping reads. */
    UsedColumns columns();

    /** Maps one raw record. Never throws for bad data: that is a {@link MappingProblem}. */
    MappingResult map(RawRecord row);

    /**
     * What can be read of a row that {@link #map} could not make a record of. Never throws for bad data.
     *
     * @return empty if nothing is known of its fields, as unless an implementation knows better
     */
    default Optional<Fragments> fragments(RawRecord row) {
        return Optional.empty();
    }

    /**
     * Positions in the header.
     *
     * @param key those that make the source key
     * @param all those that are read at all; rows that are equal in these are unchanged
     */
    record UsedColumns(int[] key, int[] all) {}
}
