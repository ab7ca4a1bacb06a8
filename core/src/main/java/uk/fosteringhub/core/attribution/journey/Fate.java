package uk.fosteringhub.core.attribution.journey;

/** What becomes of a touchpoint in the journey of an enquiry. */
public enum Fate {
    /** It takes credit. */
    COUNTED,
    /** It lies before the window (R2). */
    TOO_EARLY,
    /** It lies after the enquiry (R2). */
    TOO_LATE,
    /** It is the same as one shortly before it (R3). */
    REPEATED,
    /** It carried the enquiry and takes no credit (R4). */
    CARRIED,
    /** It is an answer, and something was observed, which counts instead. */
    SUPPORTS,
    /** It is only inferred, and the settings give such no credit. */
    INFERRED
}
