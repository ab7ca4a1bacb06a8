package uk.fosteringhub.core.differences;

import java.time.Instant;
import java.util.Optional;

/**
 * A difference as it is kept.
 *
 * @param owner the contribution whose value holds, such as {@code lcs:100001}
 * @param other the contribution that says something else
 * @param since when the later of the two came to say it, as far as the hub knows
 * @param restricted whether it concerns a restricted person
 * @param acceptance why it may stay; empty: it is open
 */
public record ListedDifference(
        long id,
        String recordType,
        long entity,
        String field,
        String ownerSystem,
        String owner,
        String ownerValue,
        String otherSystem,
        String other,
        String otherValue,
        Instant since,
        boolean restricted,
        Optional<Acceptance> acceptance) {

    /** Somebody's word that a difference may stay. */
    public record Acceptance(String reason, String actor, Instant at) {}

    /** Keeps personal data out of logs. */
    @Override
    public String toString() {
        return "ListedDifference[" + id + ", " + recordType + " " + entity + " " + field + "]";
    }
}
