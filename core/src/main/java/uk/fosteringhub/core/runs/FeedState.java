package uk.fosteringhub.core.runs;

import java.time.Instant;
import java.util.Optional;

/**
 * What the hub knows of a feed.
 *
 * @param lastDelivery when the newest delivery was applied
 * @param lastDeliveryName the newest delivery's file name
 * @param records how many records the source holds now, as far as it has told
 * @param openFailures how many records wait for somebody
 */
public record FeedState(
        String feed,
        Optional<Instant> lastDelivery,
        Optional<String> lastDeliveryName,
        long records,
        long openFailures) {}
