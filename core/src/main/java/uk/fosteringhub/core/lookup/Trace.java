package uk.fosteringhub.core.lookup;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A golden record and how it came to be so.
 *
 * @param values JSON object of its fields that have a value
 * @param provenance JSON object: for each field, or {@code *} for all, the contribution its value comes from
 * @param restricted whether it is about a restricted person
 * @param said what each source says about it
 * @param history its versions, the newest first
 */
public record Trace(
        long entity,
        String recordType,
        int version,
        String values,
        String provenance,
        boolean restricted,
        Instant validFrom,
        Optional<Instant> endedAt,
        Instant changedAt,
        List<Said> said,
        List<Version> history) {

    /**
     * What one source record says.
     *
     * @param state {@code active}, {@code ended} or {@code expected}
     * @param line where it stands in its delivery; for a pushed record its number
     * @param values JSON object
     */
    public record Said(
            String system,
            String keyspace,
            String key,
            String state,
            String feed,
            long delivery,
            long line,
            Optional<Instant> modifiedAt,
            String values) {}

    /**
     * One version.
     *
     * @param before JSON object of the older values of what changed; empty for a creation
     * @param after likewise, the newer ones
     */
    public record Version(
            int version,
            long change,
            String kind,
            Optional<String> before,
            Optional<String> after,
            String cause,
            long delivery,
            Instant at) {}
}
