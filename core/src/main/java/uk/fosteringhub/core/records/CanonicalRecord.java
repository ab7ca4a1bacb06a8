package uk.fosteringhub.core.records;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What one source record says, in the hub's own terms.
 *
 * @param type which kind of record
 * @param keyspace whose keys {@code key} belongs to
 * @param key the source key, never blank
 * @param values one per field of {@code type}, in its order; null where the source says nothing
 * @param modifiedAt when the source last changed it, where the source says so: an older version never replaces a newer
 * @param otherNames the same record's keys in other systems, as far as this source knows them
 */
public record CanonicalRecord(
        RecordType type,
        String keyspace,
        String key,
        Object[] values,
        Optional<Instant> modifiedAt,
        List<Reference> otherNames) {

    /** How far a source's clock may be ahead of the hub's before a time that it tells counts as lying in the future. */
    public static final Duration CLOCKS_APART = Duration.ofMinutes(5);

    /** A record that is known by its own key alone. */
    public CanonicalRecord(
            RecordType type, String keyspace, String key, Object[] values, Optional<Instant> modifiedAt) {
        this(type, keyspace, key, values, modifiedAt, List.of());
    }

    /** The record's own key with its keyspace. */
    public Reference name() {
        return new Reference(keyspace, key);
    }

    public Object value(String field) {
        return values[type.indexOf(field)];
    }
}
