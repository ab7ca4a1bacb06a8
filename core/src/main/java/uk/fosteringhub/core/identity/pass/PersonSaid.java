package uk.fosteringhub.core.identity.pass;

import java.time.Instant;
import java.util.Optional;
import uk.fosteringhub.core.identity.decide.PersonRecord;
import uk.fosteringhub.core.identity.person.PersonFeatures;

/**
 * What one source record says of a person, as it is compared.
 *
 * @param type person, enquiry, check or touchpoint
 * @param features normalised
 * @param at when the enquiry came in, or the touchpoint was
 * @param homes hashes of the addresses where the person lives now, sorted
 */
record PersonSaid(PersonRecord name, String type, PersonFeatures features, Optional<Instant> at, long[] homes) {}
