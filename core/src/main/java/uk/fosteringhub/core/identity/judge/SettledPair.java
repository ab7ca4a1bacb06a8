package uk.fosteringhub.core.identity.judge;

import java.util.List;

/**
 * What becomes of two records in the end.
 *
 * @param one the smaller number
 * @param band AUTO (they are one) or REVIEW (ask)
 * @param guards what keeps the two from being linked when all is heard that is said of either, by other records of theirs
 *     too; empty for AUTO
 */
public record SettledPair(int one, int other, Band band, double weight, List<Guard> guards) {}
