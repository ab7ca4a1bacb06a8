package uk.fosteringhub.mappings.conversion;

/**
 * A code that its table does not know; the record goes on with it as received.
 *
 * @param table the code table's name
 * @param value as received
 */
public record Unmapped(String table, String value) {}
