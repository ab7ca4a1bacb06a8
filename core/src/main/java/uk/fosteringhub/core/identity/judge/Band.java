package uk.fosteringhub.core.identity.judge;

/** What follows from a judgement. */
public enum Band {
    /** One person; nobody needs to be asked. */
    AUTO,
    /** A person decides. */
    REVIEW,
    /** Nothing follows. */
    NONE
}
