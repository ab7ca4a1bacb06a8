package uk.fosteringhub.core.lookup.records;

import java.time.Instant;
import java.util.List;

/**
 * A source record as it was received. Personal data.
 *
 * @param delivery number of the delivery that brought it
 * @param name of the delivery: a file, or what was asked of a service
 * @param sha256 of the delivery; its address in the archive. Empty for a pushed record
 * @param line where it begins
 * @param rows its columns with their values; several rows where the record was put together from them
 */
public record RawLine(
        String feed, long delivery, String name, String sha256, Instant receivedAt, long line, List<List<Cell>> rows) {

    /** A column of the source with its value as received. */
    public record Cell(String column, String value) {}

    /** Keeps personal data out of logs. */
    @Override
    public String toString() {
        return "RawLine[" + feed + ", delivery " + delivery + ", line " + line + "]";
    }
}
