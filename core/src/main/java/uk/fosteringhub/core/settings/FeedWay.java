package uk.fosteringhub.core.settings;

/** By which transport a feed's deliveries come. */
public enum FeedWay {
    /** Files in a folder, local or on an SFTP or FTPS server. */
    FILE_DROP,
    /** JSON pages pulled over HTTP with a cursor. */
    JSON_PULL,
    /** Messages that the source sends to the hub's own interface, one at a time, at any hour. */
    PUSH,
    /** Questions the hub asks about records it holds, one at a time: status checks. */
    STATUS_CHECK,
    /** HL7 messages that a source sends over MLLP at any hour; each is kept at once and taken by the next run. */
    MLLP,
    /** What the hub itself says by its rules, from what it holds. */
    RULES
}
