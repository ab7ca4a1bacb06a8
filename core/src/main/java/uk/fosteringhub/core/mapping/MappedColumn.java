package uk.fosteringhub.core.mapping;

/**
 * A column that a mapping reads.
 *
 * @param name as the source writes it; compared without regard to case and surrounding blanks
 * @param required whether a delivery without it is refused
 */
public record MappedColumn(String name, boolean required) {}
