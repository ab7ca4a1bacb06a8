package uk.fosteringhub.core.settings;

/** By which transport a feed's deliveries come. */
public enum FeedWay {
    /** CSV files in a folder, local or on an SFTP or FTPS server. */
    CSV_DROP,
    /** JSON pages pulled over HTTP with a cursor. */
    JSON_PULL
}
