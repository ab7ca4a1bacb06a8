package uk.fosteringhub.core.reconcile;

/**
 * What one record of a system says.
 *
 * @param key the system's key
 * @param values canonical values, in the record type's order, references still as keys
 */
record Said(String key, Object[] values) {}
