package uk.fosteringhub.core.lookup.records;

import java.util.List;
import java.util.Optional;

/**
 * One field of a golden record and where its value comes from.
 *
 * @param value as text; empty: nobody says anything, or the record has ended and its last values are from nobody any more
 * @param winner the contribution it comes from, such as {@code lcs:100001}; empty where there is none
 * @param rule why that one, in a sentence
 * @param others what the other active contributions say
 */
public record Origin(String field, Optional<String> value, Optional<String> winner, Rule rule, List<Other> others) {

    /** By which rule a value won. */
    public enum Rule {
        /** No one says anything. */
        NOTHING_SAID,
        /** The record has ended; these are the values it had. */
        ENDED,
        /** Only one contribution says anything. */
        ONLY_ONE,
        /** All that say anything say the same. */
        ALL_AGREE,
        /** True if any says so. */
        ANY_SAYS_SO,
        /** Its system comes first in the order of ownership. */
        OWNER,
        /** Of equally ranked ones it was changed last at its source. */
        CHANGED_LAST
    }

    /**
     * What another contribution says.
     *
     * @param name of the contribution
     * @param same whether it means the same
     */
    public record Other(String name, String system, String value, boolean same) {}
}
