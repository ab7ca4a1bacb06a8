package uk.fosteringhub.core.merge;

/**
 * What is held true of an entity.
 *
 * @param values in the record type's order
 * @param provenance for each field the name of the contribution it comes from, null where there is no value
 */
public record Golden(Object[] values, String[] provenance) {}
