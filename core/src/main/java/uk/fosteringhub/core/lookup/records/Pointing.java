package uk.fosteringhub.core.lookup.records;

import java.util.List;

/**
 * The records of one type that point to a record by one field.
 *
 * @param count all of them that may be seen, up to {@link #MOST_COUNTED}
 * @param newest some of them, the newest first
 */
public record Pointing(String recordType, String field, long count, List<FoundRecord> newest) {
    /** Counting stops here. */
    public static final int MOST_COUNTED = 1_000;
}
