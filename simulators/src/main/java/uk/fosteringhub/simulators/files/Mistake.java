package uk.fosteringhub.simulators.files;

/** The mistakes planted in files with dirt: such as a hub must refuse, or note, for the one record they stand in. */
public enum Mistake {
    /** The key column is empty. The record is refused. */
    MISSING_KEY,
    /** A date such as 30 February. The record is refused. */
    IMPOSSIBLE_DATE,
    /** Born in 2099. The record is refused. */
    BORN_IN_THE_FUTURE,
    /** An NHS number whose last digit does not fit the others. The record is refused. */
    WRONG_NHS_CHECK_DIGIT,
    /**
     * A code that no code table holds. In the return for children looked after the record is refused, since its codes are
     * published; elsewhere the record goes on, and the code joins the unmapped ones.
     */
    UNKNOWN_CODE,
    /** Two fields more than the header has. The record is refused. */
    RAGGED_ROW
}
