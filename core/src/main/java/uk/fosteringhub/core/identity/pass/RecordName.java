package uk.fosteringhub.core.identity.pass;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Names a person record: a contribution by its source and key. In the order in which the database has them, which is by
 * bytes.
 */
public record RecordName(int source, String key) implements Comparable<RecordName> {

    @Override
    public int compareTo(RecordName other) {
        int bySource = Integer.compare(source, other.source);
        return bySource != 0
                ? bySource
                : Arrays.compareUnsigned(
                        key.getBytes(StandardCharsets.UTF_8), other.key.getBytes(StandardCharsets.UTF_8));
    }
}
