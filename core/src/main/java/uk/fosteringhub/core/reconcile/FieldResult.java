package uk.fosteringhub.core.reconcile;

/**
 * How often a field differs between the records of two systems, in pairs.
 *
 * @param different both have a value, and not the same one
 * @param emptyInSystem only the second system has a value
 * @param emptyInOther only the first system has a value
 */
public record FieldResult(String field, long different, long emptyInSystem, long emptyInOther) {

    public long all() {
        return different + emptyInSystem + emptyInOther;
    }
}
