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

    /** How it is named in provenance, and as the cause of changes. */
    public String name() {
        return name(system, keyspace, key);
    }

    /** {@code system:key}, or {@code system:keyspace:key} where these differ. */
    public static String name(String system, String keyspace, String key) {
        return system.equals(keyspace) ? system + ":" + key : system + ":" + keyspace + ":" + key;
    }

    /**
     * The same as an SQL expression.
     *
     * @param source by which the query names the row of {@code hub.source}
     * @param key an expression
     */
    public static String nameInSql(String source, String key) {
        return "%1$s.system || ':' || case when %1$s.keyspace = %1$s.system then '' else %1$s.keyspace || ':' end || %2$s"
                .formatted(source, key);
    }
}
