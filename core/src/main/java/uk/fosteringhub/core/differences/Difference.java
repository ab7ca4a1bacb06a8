package uk.fosteringhub.core.differences;

import uk.fosteringhub.core.records.RecordType;

/**
 * Two systems say different things about a field.
 *
 * @param owner the contribution whose value holds
 * @param other one of another system
 * @param ownerValue as text; personal data
 * @param otherValue likewise
 */
public record Difference(
        RecordType type,
        long entity,
        String field,
        String ownerSystem,
        String owner,
        String ownerValue,
        String otherSystem,
        String other,
        String otherValue) {

    /** Keeps personal data out of logs. */
    @Override
    public String toString() {
        return "Difference[" + type + " " + entity + " " + field + ", " + ownerSystem + "/" + otherSystem + "]";
    }
}
