package uk.fosteringhub.core.identity.decide;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * What one source record says about somebody, named so that it keeps its name whatever becomes of entities: a contribution.
 *
 * @param source number of who says it, in whose keys, about what kind of record: {@code hub.source}
 * @param key source key
 */
public record PersonRecord(int source, String key) implements Comparable<PersonRecord> {

    /** By source, then by the bytes of the key, as the database does. */
    @Override
    public int compareTo(PersonRecord other) {
        int bySource = Integer.compare(source, other.source);
        return bySource != 0
                ? bySource
                : Arrays.compareUnsigned(
                        key.getBytes(StandardCharsets.UTF_8), other.key.getBytes(StandardCharsets.UTF_8));
    }
}
