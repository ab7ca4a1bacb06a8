package uk.fosteringhub.core.sync;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import uk.fosteringhub.core.intake.FormatFlaw;
import uk.fosteringhub.core.intake.RawRecord;
import uk.fosteringhub.core.intake.RecordCursor;

/**
 * The records that a comparison found new or different, kept so that they need not be looked for in a second pass; given up
 * where they take more than a few megabytes, or where a record is put together from several rows.
 */
final class CapturedRecords {
    private static final long MOST_BYTES = 48L << 20;
    /** What a record takes beside its text, and each of its values. */
    private static final int BYTES_PER_RECORD = 170;

    private static final int BYTES_PER_VALUE = 4;

    private final List<Captured> records = new ArrayList<>();
    private final StringBuilder joined = new StringBuilder();
    private long bytes;
    private boolean givenUp;

    /** @param ends where each value ends in the text */
    private record Captured(
            int ordinal, long line, String text, int[] ends, String unreadable, Optional<FormatFlaw> flaw, UUID hash) {
        RawRecord toRawRecord() {
            String[] values = new String[ends.length];
            int start = 0;
            for (int i = 0; i < ends.length; i++) {
                values[i] = text.substring(start, ends[i]);
                start = ends[i];
            }
            return RawRecord.of(line, values);
        }
    }

    /** Keeps the record at which the cursor stands. */
    void add(RecordCursor cursor) {
        if (givenUp) {
            return;
        }
        RawRecord record = cursor.record();
        if (bytes > MOST_BYTES || record.rows() > 1) {
            givenUp = true;
            records.clear();
            return;
        }
        joined.setLength(0);
        int[] ends = new int[record.values().length];
        for (int i = 0; i < ends.length; i++) {
            ends[i] = joined.append(record.values()[i]).length();
        }
        records.add(new Captured(
                cursor.ordinal(),
                record.line(),
                joined.toString(),
                ends,
                cursor.unreadable(),
                cursor.flaw(),
                cursor.hash()));
        bytes += BYTES_PER_RECORD + joined.length() + (long) BYTES_PER_VALUE * ends.length;
    }

    /** The records in their order; empty if they were too much to be kept. */
    Optional<RecordCursor> again() {
        return givenUp ? Optional.empty() : Optional.of(new Again());
    }

    private final class Again implements RecordCursor {
        private int at = -1;
        private RawRecord record = RawRecord.of(0, new String[0]);

        @Override
        public boolean next() {
            at++;
            if (at < records.size()) {
                record = records.get(at).toRawRecord();
                return true;
            }
            return false;
        }

        /** Records alone have none. */
        @Override
        public boolean trailer() {
            return false;
        }

        @Override
        public int ordinal() {
            return records.get(at).ordinal();
        }

        @Override
        public int rows() {
            return record.rows();
        }

        @Override
        public long line() {
            return record.line();
        }

        @Override
        public String unreadable() {
            return records.get(at).unreadable();
        }

        @Override
        public Optional<FormatFlaw> flaw() {
            return records.get(at).flaw();
        }

        @Override
        public RawRecord keyColumns() {
            return record;
        }

        @Override
        public RawRecord record() {
            return record;
        }

        @Override
        public UUID hash() {
            return records.get(at).hash();
        }

        @Override
        public void close() {
            records.clear();
        }
    }
}
