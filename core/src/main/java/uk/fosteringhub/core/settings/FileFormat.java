package uk.fosteringhub.core.settings;

/** How a feed's files are written. */
public enum FileFormat {
    /** Comma-separated values with a header. */
    CSV,
    /** XML with one element per record. */
    XML,
    /** HL7 version 2 messages, one after the other, with or without batch envelopes. */
    HL7
}
