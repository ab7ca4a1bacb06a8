package uk.fosteringhub.core.lookup.records;

/**
 * A record that another points to, or that points to another.
 *
 * @param field the reference
 * @param record the one at its other end
 */
public record Link(String field, FoundRecord record) {}
