package uk.fosteringhub.core.merge;

import java.time.Instant;
import java.util.Optional;

/**
 * What one source record says about an entity.
 *
 * @param system who says it
 * @param keyspace whose keys it uses
 * @param key the source key
 * @param modifiedAt when the source last changed it, where it says so
 * @param values in the record type's order, references as hub ids
 */
public record Contribution(String system, String keyspace, String key, Optional<Instant> modifiedAt, Object[] values) {

    /** How it is named in provenance: {@code system:key}, or {@code system:keyspace:key} where these differ. */
    public String name() {
        return system.equals(keyspace) ? system + ":" + key : system + ":" + keyspace + ":" + key;
    }
}
