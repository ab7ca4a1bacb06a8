package uk.fosteringhub.core.identity.decide;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An entity that a person took apart.
 *
 * @param entity what was taken apart; it lives on as the largest part
 * @param parted hub ids of the other parts
 * @param since when the records had become one; empty if they were so from the beginning
 * @param viewers who had seen them as one
 */
public record Split(
        long id,
        String recordType,
        long entity,
        List<Long> parted,
        String actor,
        String reason,
        Optional<Instant> since,
        Viewers viewers,
        Instant at) {}
