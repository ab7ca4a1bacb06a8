package uk.fosteringhub.core.settings;

/** By which transport changes go to a system. */
public enum OutgoingWay {
    /** CSV files with a control total in a folder, local or on an SFTP or FTPS server; acknowledgement files come back. */
    IMPORT_FILE,
    /** JSON over HTTP: a search for duplicates first, then a new record or an update. */
    REST_UPSERT,
    /** JSON over HTTP: each change is sent to an address made from the record's key there. */
    REST_POST,
    /** HL7 version 2 messages, one for each change: by MLLP, each answered at once, or in files. */
    HL7
}
