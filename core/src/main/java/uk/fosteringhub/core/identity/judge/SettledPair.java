package uk.fosteringhub.core.identity.judge;

import java.util.Optional;

/**
 * What becomes of two records in the end.
 *
 * @param one the smaller number
 * @param band AUTO (they are one) or REVIEW (ask)
 * @param added the guard that took an automatic link back for a person to decide; empty for none
 */
public record SettledPair(int one, int other, Band band, double weight, Optional<Guard> added) {}
