package uk.fosteringhub.core.settings;

import java.time.Duration;

/**
 * How JSON pages are pulled.
 *
 * @param path below the location, such as {@code /api/v1/referrals}
 * @param recordsAt JSON pointer to the array of records in a page, such as {@code /referrals}
 * @param nextCursorAt JSON pointer to the next page's cursor, such as {@code /nextCursor}; absent or null on the last page
 * @param modifiedAt dotted path, in a record, of the time that moves the "modified since" cursor; empty: the service has
 *     no such cursor, and each pull lists all records
 * @param pageSize records asked for per page
 * @param maxPages a pull that goes on for longer is broken off as endless
 * @param maxPageBytes longest page accepted
 * @param timeout for connecting and for each answer
 * @param overlap how far before the newest record seen the next pull starts again, so that late commits are not missed
 */
public record PullSettings(
        String path,
        String recordsAt,
        String nextCursorAt,
        String modifiedAt,
        int pageSize,
        int maxPages,
        int maxPageBytes,
        Duration timeout,
        Duration overlap) {}
