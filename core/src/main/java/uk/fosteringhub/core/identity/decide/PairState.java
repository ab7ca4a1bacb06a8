package uk.fosteringhub.core.identity.decide;

import java.util.Locale;

/** Where a pair of person records stands. */
public enum PairState {
    /** The same, in force. */
    LINKED,
    /** For a person to decide. */
    REVIEW,
    /** Never to be one. */
    DIFFERENT,
    /** A person looked and could not tell. */
    UNSURE,
    /** Was for review; the rules no longer see a reason. */
    DROPPED;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static PairState of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
