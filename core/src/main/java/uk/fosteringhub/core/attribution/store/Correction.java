package uk.fosteringhub.core.attribution.store;

import java.time.Instant;

/**
 * What a person knows better than the evidence.
 *
 * @param channel code of the channel that caused the enquiry
 * @param campaign its name; empty: none
 */
public record Correction(
        long id, long enquiry, String channel, String campaign, String reason, String by, Instant at) {}
