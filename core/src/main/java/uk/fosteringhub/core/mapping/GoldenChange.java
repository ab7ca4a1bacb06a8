package uk.fosteringhub.core.mapping;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import uk.fosteringhub.core.records.RecordType;

/**
 * A change on its way out: a new version of a golden record.
 *
 * @param change its number
 * @param entity the hub id
 * @param version of the golden record
 * @param kind {@code created}, {@code changed}, {@code ended} or {@code restored}
 * @param changed the fields that changed; empty when created
 * @param before the older values of the fields that changed, null in the others; empty when created
 * @param changedAt when
 * @param values the golden record's, one per field of {@code type}, null for none; references are hub ids
 */
public record GoldenChange(
        long change,
        RecordType type,
        long entity,
        int version,
        String kind,
        Set<String> changed,
        Optional<Object[]> before,
        Instant changedAt,
        Object[] values) {

    /** Keeps personal data out of logs. */
    @Override
    public String toString() {
        return "GoldenChange[" + type + " " + entity + ", change " + change + "]";
    }
}
