package uk.fosteringhub.core.records;

/** What kind of personal data a field holds, and so how it is shown to whoever has not given a reason to see it. */
public enum Personal {
    /** Says nothing about a person by itself: a code, a number, a day on which something was done. */
    OPEN,
    /** Names of persons and households. */
    NAME,
    /** A day that identifies, such as a date of birth. */
    DAY,
    EMAIL,
    PHONE,
    POSTCODE,
    /** A number that others know the person by: NHS number, certificate, staff number. */
    IDENTIFIER,
    /** Anything else that may say something about a person: free text, lines of an address, ethnicity. */
    HIDDEN
}
