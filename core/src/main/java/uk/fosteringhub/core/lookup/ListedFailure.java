package uk.fosteringhub.core.lookup;

import java.time.Instant;

/**
 * A failure without the values as received.
 *
 * @param key the record's source key, or a name made from its content or number
 * @param run in which it was seen last; 0 for a pushed record that no run has shown yet
 * @param line where in the delivery
 * @param step of the way where it stopped
 * @param column of the source, or empty
 * @param field of the canonical record, or empty
 * @param outcome what became of it, once it is no longer open
 * @param seen in how many deliveries
 * @param problems JSON list of all its problems; only where one failure is asked for
 */
public record ListedFailure(
        long id,
        String feed,
        String key,
        long delivery,
        long run,
        long line,
        String step,
        String rule,
        String column,
        String field,
        String message,
        String state,
        String outcome,
        int seen,
        Instant firstSeen,
        Instant lastSeen,
        String problems) {}
