package uk.fosteringhub.core.mapping;

import java.util.List;

/**
 * How a canonical field gets its value, in words.
 *
 * @param columns as the source names them; empty for a constant
 * @param rule how the text becomes the value
 * @param note what the mapping file says besides; may be empty
 */
public record MappedField(String field, List<String> columns, String rule, String note) {
    public MappedField {
        columns = List.copyOf(columns);
    }
}
