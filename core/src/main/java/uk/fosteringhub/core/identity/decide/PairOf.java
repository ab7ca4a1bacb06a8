package uk.fosteringhub.core.identity.decide;

/**
 * Two person records, whichever is named first.
 *
 * @param one the smaller
 */
public record PairOf(PersonRecord one, PersonRecord other) {

    public PairOf {
        if (one.compareTo(other) >= 0) {
            throw new IllegalArgumentException("a pair is of two records, the smaller one first; use PairOf.of");
        }
    }

    /** @throws IllegalArgumentException if both are the same */
    public static PairOf of(PersonRecord some, PersonRecord another) {
        return some.compareTo(another) < 0 ? new PairOf(some, another) : new PairOf(another, some);
    }
}
