package uk.fosteringhub.core.lookup.records;

import java.time.Instant;
import java.util.Optional;

/**
 * What became of a change at a target.
 *
 * @param change its number
 * @param state {@code waiting}, or as in the receipt: {@code delivered}, {@code sent}, {@code refused}, {@code not_wanted},
 *     {@code given_up}
 * @param answer what the target said
 * @param at when it came into this state; empty while it waits
 */
public record Told(long change, String target, String state, String answer, Optional<Instant> at) {}
