package uk.fosteringhub.core.mapping;

/**
 * What golden records of one type become for one target: an outgoing mapping file made ready to run. Implementations are
 * immutable.
 */
public interface OutgoingMapping {

    /** What it makes, and what it needs to know for it. */
    OutgoingForm form();

    /**
     * The change in the target's words, or why it does not go there. Where an earlier change is {@link Surroundings#owed},
     * any later one takes it along: only the record as it is decides whether it goes, not which fields changed.
     *
     * @param around at least what {@link OutgoingForm#needs()} names
     */
    OutgoingResult map(GoldenChange change, Surroundings around);
}
