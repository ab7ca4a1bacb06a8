package uk.fosteringhub.mappings.outgoing;

import java.util.Optional;
import uk.fosteringhub.core.mapping.GoldenChange;
import uk.fosteringhub.core.mapping.Surroundings;

/**
 * One change while it is written for a target.
 *
 * @param key by which the target knows the record; empty: it does not know it yet
 */
record Sending(GoldenChange change, Optional<String> key, Surroundings around) {}
