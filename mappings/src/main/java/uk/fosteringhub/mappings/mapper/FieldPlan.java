package uk.fosteringhub.mappings.mapper;

import java.util.List;
import uk.fosteringhub.core.records.Field;
import uk.fosteringhub.mappings.conversion.ConversionPlan;

/**
 * How one canonical field gets its value, as the mapping file says it.
 *
 * @param index the field's place in its record type
 * @param branches the first whose condition holds counts; if none does, there is no value
 * @param required whether a record without a value fails, and a delivery without the column is refused
 * @param maxLength longest text, in characters
 * @param take which row of an assembled record gives the value
 */
public record FieldPlan(int index, Field field, List<Branch> branches, boolean required, int maxLength, Take take) {

    /** One way to the value. */
    public record Branch(ConditionPlan condition, SourcePlan source, ConversionPlan conversion) {}

    /** Which row of an assembled record counts. */
    public enum Take {
        FIRST,
        LAST,
        /** Not a value but how many rows there are. */
        COUNT
    }
}
