package uk.fosteringhub.core.identity.decide;

import uk.fosteringhub.core.records.RecordType;
import uk.fosteringhub.core.records.Reference;

/**
 * One of the two records of a pair, as it is now.
 *
 * @param system who says it
 * @param name in whose keys it is known, and by which
 * @param entity hub id of what it is about
 * @param restricted whether that concerns a restricted person
 */
public record PairHalf(
        PersonRecord record, String system, Reference name, RecordType type, long entity, boolean restricted) {}
