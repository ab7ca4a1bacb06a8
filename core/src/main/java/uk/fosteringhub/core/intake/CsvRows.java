package uk.fosteringhub.core.intake;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The rows of a CSV file (RFC 4180), checked for what would make the whole file doubtful: no header, quotes left open, a
 * row beyond the limit, a trailer whose count differs. A trailer is a last row {@code TRAILER}, {@code #TRAILER} or
 * {@code EOF} with the number of data rows in its second field.
 */
final class CsvRows implements RowCursor {
    /** FastCSV stops at a field that does not fit its buffer; the room beyond the limit leaves short rows to ours. */
    private static final int BUFFER_ROOM = 1 << 16;

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");

    private final CsvReader<Row> reader;
    private final Iterator<Row> rows;
    private final List<String> header;
    private final Handler handler = new Handler();
    private final int maxRowChars;
    private long dataRows;
    private final Optional<SelectedRows> selected;
    private int ordinal = -1;
    private boolean trailerSeen;

    CsvRows(InputStream bytes, Charset charset, char delimiter, int maxRowChars) throws IOException, DeliveryRefused {
        this(bytes, Optional.empty(), charset, delimiter, maxRowChars);
    }

    /** Of a file that was read to its end before, and whose rows are all known to be sound. */
    CsvRows(SelectedRows selected, Charset charset, char delimiter, int maxRowChars)
            throws IOException, DeliveryRefused {
        this(selected, Optional.of(selected), charset, delimiter, maxRowChars);
    }

    private CsvRows(
            InputStream bytes, Optional<SelectedRows> selected, Charset charset, char delimiter, int maxRowChars)
            throws IOException, DeliveryRefused {
        this.selected = selected;
        this.maxRowChars = maxRowChars;
        this.reader = CsvReader.builder()
                .fieldSeparator(delimiter)
                .skipEmptyLines(true)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .trimWhitespacesAroundQuotes(false)
                .allowUnclosedQuote(false)
                .maxBufferSize((int) Math.min(Integer.MAX_VALUE - 8L, (long) maxRowChars + BUFFER_ROOM))
                .build(handler, new InputStreamReader(bytes, charset));
        this.rows = reader.iterator();
        if (!step()) {
            throw new DeliveryRefused(
                    "empty", 0, "The file is empty: it has no header row. Ask the source whether its extract ran.");
        }
        refuseBinary(handler.filled);
        this.header = List.of(handler.filled.toRawRecord().values());
        handler.columns = header.size();
    }

    @Override
    public List<String> header() {
        return header;
    }

    @Override
    public boolean next() throws IOException, DeliveryRefused {
        if (!step()) {
            return false;
        }
        Row row = handler.filled;
        if (trailerSeen) {
            throw new DeliveryRefused(
                    "trailer-count",
                    row.line(),
                    "There are rows after the trailer. Ask the source to send the file again.");
        }
        if (isTrailer(row)) {
            checkTrailer(row);
            return next();
        }
        dataRows++;
        ordinal++;
        if (selected.isPresent()) {
            SelectedRows.Passed passed = selected.get().next();
            ordinal = passed.ordinal();
            row.at(passed.line());
        }
        return true;
    }

    @Override
    public int ordinal() {
        return ordinal;
    }

    @Override
    public boolean trailer() {
        return trailerSeen;
    }

    @Override
    public Row row() {
        return handler.filled;
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }

    /** Fills the row with what follows; false at the end of the file. */
    private boolean step() throws IOException, DeliveryRefused {
        try {
            if (!rows.hasNext()) {
                return false;
            }
            rows.next();
            return true;
        } catch (CsvParseException unreadable) {
            throw refused(unreadable);
        } catch (UncheckedIOException failed) {
            throw failed.getCause();
        }
    }

    /** FastCSV tells its reasons apart only in words; those of others it wraps, such as ours or a fault of the machine. */
    private DeliveryRefused refused(CsvParseException unreadable) {
        Throwable cause = unreadable.getCause();
        String reason = String.valueOf(unreadable.getMessage());
        String row = "the row that starts at line " + handler.filled.line();
        if (cause instanceof RowTooLong || reason.contains("maximum buffer size")) {
            return refused(
                    "row-too-long",
                    "There are more than " + maxRowChars + " characters in " + row
                            + ". Often a quotation mark is left open there; otherwise raise the feed's max-row-bytes.");
        }
        if (reason.contains("Unclosed quoted field")) {
            return refused(
                    "open-quote",
                    "A quotation mark opened in " + row
                            + " is never closed. Ask the source to double quotation marks inside values and send the file"
                            + " again.");
        }
        if (reason.contains("after closing quote")) {
            return refused(
                    "quotes",
                    "There is text right behind a closing quotation mark in " + row
                            + ", so it cannot be told where values end. Ask the source to double quotation marks inside"
                            + " values and send the file again.");
        }
        if (cause instanceof Error fatal) {
            throw fatal;
        }
        throw unreadable;
    }

    private DeliveryRefused refused(String rule, String message) {
        return new DeliveryRefused(rule, handler.filled.line(), message);
    }

    private static void refuseBinary(Row first) throws DeliveryRefused {
        for (int i = 0; i < first.fields(); i++) {
            if (first.value(i).indexOf('\0') >= 0) {
                throw new DeliveryRefused(
                        "not-text",
                        1,
                        "The header holds NUL characters: this is not a text file. Ask the source for CSV.");
            }
        }
    }

    private void checkTrailer(Row row) throws DeliveryRefused {
        trailerSeen = true;
        String count = row.value(1).trim();
        if (!NUMBER.matcher(count).matches()) {
            throw new DeliveryRefused(
                    "trailer-count",
                    row.line(),
                    "The trailer's second field is not a number of rows, so it cannot be told whether the file is whole. Ask"
                            + " the source to write the count there.");
        }
        long counted = Long.parseLong(count);
        if (counted != dataRows) {
            throw new DeliveryRefused(
                    "trailer-count",
                    row.line(),
                    "The trailer counts " + counted + " rows but " + dataRows
                            + " were read: the file is cut off or was changed on its way. Ask the source to send it again.");
        }
    }

    private static boolean isTrailer(Row candidate) {
        return candidate.fields() >= 2
                && (candidate.says(0, "TRAILER") || candidate.says(0, "#TRAILER") || candidate.says(0, "EOF"))
                && restEmpty(candidate);
    }

    private static boolean restEmpty(Row candidate) {
        return candidate.end(candidate.fields() - 1) == candidate.end(1);
    }

    /** More text than the feed allows in one row. */
    private static final class RowTooLong extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** Fills the same row again and again. */
    private final class Handler extends AbstractBaseCsvCallbackHandler<Row> {
        private final Row filled = new Row();
        private int columns = -1;

        @Override
        protected void handleBegin(long startingLineNumber) {
            filled.begin(startingLineNumber, columns);
        }

        @Override
        protected void handleField(int index, char[] buffer, int offset, int length, boolean quoted) {
            if ((long) filled.length() + filled.fields() + length > maxRowChars) {
                throw new RowTooLong();
            }
            filled.add(buffer, offset, length);
        }

        @Override
        protected Row buildRecord() {
            if (columns < 0) {
                filled.expect(filled.fields());
            }
            return filled;
        }
    }
}
