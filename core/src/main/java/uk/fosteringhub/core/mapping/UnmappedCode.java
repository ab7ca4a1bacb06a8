package uk.fosteringhub.core.mapping;

/**
 * A code that its table does not know.
 *
 * @param table the code table's name
 * @param column the source's column
 * @param value the code as received
 */
public record UnmappedCode(String table, String column, String value) {}
