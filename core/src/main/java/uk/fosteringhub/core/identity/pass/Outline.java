package uk.fosteringhub.core.identity.pass;

import java.time.Instant;
import java.util.Optional;
import uk.fosteringhub.core.identity.decide.PersonRecord;

/**
 * As much of a person record as says whether it is compared with another at all.
 *
 * @param at when the enquiry came in, or the touchpoint was
 */
record Outline(long id, PersonRecord record, String type, Optional<Instant> at) {}
