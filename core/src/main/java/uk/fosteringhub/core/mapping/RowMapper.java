package uk.fosteringhub.core.mapping;

import uk.fosteringhub.core.intake.RawRecord;

/** A mapping fitted to one header. Safe for use by several threads. */
public interface RowMapper {

    /**
     * The source key of a raw record, or an empty string if the columns that make it are empty or hold a placeholder for
     * "none". Cheap: it is called for every row, also for those that did not change.
     */
    String key(RawRecord row);

    /** The positions in the header that the mapping reads; rows that are equal in these are unchanged. */
    int[] usedPositions();

    /** Maps one raw record. Never throws for bad data: that is a {@link MappingProblem}. */
    MappingResult map(RawRecord row);
}
