package uk.fosteringhub.core.sync;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import uk.fosteringhub.core.failures.FailedRecord;
import uk.fosteringhub.core.mapping.UnmappedCode;
import uk.fosteringhub.core.records.CanonicalRecord;

/** The records of one transaction. */
final class Chunk {

    /**
     * A record that was mapped.
     *
     * @param rows how many rows of the delivery it stands for
     * @param hash null: what it looked like is not known, so that the next delivery brings it again
     * @param known whether the feed brought a record with this key before
     * @param raw JSON object of the columns as received, of records that may still fail; otherwise empty
     */
    record Mapped(CanonicalRecord record, long line, int rows, UUID hash, boolean known, String raw) {

        Mapped(CanonicalRecord record, long line, int rows, UUID hash, boolean known) {
            this(record, line, rows, hash, known, "");
        }
    }

    /**
     * A record that cannot go on.
     *
     * @param rows how many rows of the delivery it stands for
     * @param failedRows how many of these are wrong themselves; the others wait for them
     * @param restricts whether it says that its person is restricted, or cannot be read there
     */
    record Failed(FailedRecord record, int rows, int failedRows, boolean restricts) {}

    final List<Mapped> mapped = new ArrayList<>();
    final List<Failed> failed = new ArrayList<>();
    final Map<UnmappedCode, Integer> unmapped = new HashMap<>();
    /** How many rows of the delivery have been read when the chunk is complete, for progress. */
    long position;

    int size() {
        return mapped.size() + failed.size();
    }
}
