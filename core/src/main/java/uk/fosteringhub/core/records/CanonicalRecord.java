package uk.fosteringhub.core.records;

import java.time.Instant;
import java.util.Optional;

/**
 * What one source record says, in the hub's own terms.
 *
 * @param type which kind of record
 * @param keyspace whose keys {@code key} belongs to
 * @param key the source key, never blank
 * @param values one per field of {@code type}, in its order; null where the source says nothing
 * @param modifiedAt when the source last changed it, where the source says so: an older version never replaces a newer
 */
public record CanonicalRecord(
        RecordType type, String keyspace, String key, Object[] values, Optional<Instant> modifiedAt) {

    public Object value(String field) {
        return values[type.indexOf(field)];
    }
}
