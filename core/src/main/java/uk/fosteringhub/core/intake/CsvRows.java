package uk.fosteringhub.core.intake;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.util.Iterator;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The rows of a CSV file (RFC 4180), checked for what would make the whole file doubtful: no header, quotes left open, a
 * row beyond the limit, a trailer whose count differs. A trailer is a last row {@code TRAILER}, {@code #TRAILER} or
 * {@code EOF} with the number of data rows in its second field.
 */
final class CsvRows implements RowCursor {
    /**
     * Put behind the file: where it does not come back as a row of its own, a quote was left open. No file can hold it,
     * since no decoder gives half a surrogate pair.
     */
    private static final String END = "\uDC00end of file\uDC00";

    /** FastCSV stops at a field that does not fit its buffer; the room beyond the limit leaves short rows to ours. */
    private static final int BUFFER_ROOM = 1 << 16;

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");

    private final CsvReader<Row> reader;
    private final Iterator<Row> rows;
    private final List<String> header;
    private final Handler handler = new Handler();
    private final int maxRowChars;
    private Row row;
    private long dataRows;
    private boolean trailerSeen;

    CsvRows(InputStream bytes, Charset charset, char delimiter, int maxRowChars) throws IOException, DeliveryRefused {
        this.maxRowChars = maxRowChars;
        this.reader = CsvReader.builder()
                .fieldSeparator(delimiter)
                .skipEmptyLines(true)
                .allowExtraFields(true)
                .allowMissingFields(true)
                .trimWhitespacesAroundQuotes(false)
                .maxBufferSize((int) Math.min(Integer.MAX_VALUE - 8L, (long) maxRowChars + BUFFER_ROOM))
                .build(handler, new WithEnd(new InputStreamReader(bytes, charset)));
        this.rows = reader.iterator();
        Row first = step();
        if (isEnd(first)) {
            throw new DeliveryRefused(
                    "empty", 0, "The file is empty: it has no header row. Ask the source whether its extract ran.");
        }
        refuseBinary(first);
        this.header = List.of(first.toRawRecord().values());
        handler.columns = header.size();
    }

    @Override
    public List<String> header() {
        return header;
    }

    @Override
    public boolean next() throws IOException, DeliveryRefused {
        row = step();
        if (isEnd(row)) {
            return false;
        }
        if (trailerSeen) {
            throw new DeliveryRefused(
                    "trailer-count",
                    row.line(),
                    "There are rows after the trailer. Ask the source to send the file again.");
        }
        if (isTrailer(row)) {
            checkTrailer();
            return next();
        }
        dataRows++;
        return true;
    }

    @Override
    public Row row() {
        return row;
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }

    private Row step() throws IOException, DeliveryRefused {
        Row next;
        try {
            next = rows.next();
        } catch (CsvParseException unreadable) {
            throw refused(unreadable);
        } catch (UncheckedIOException failed) {
            throw failed.getCause();
        }
        if (!isEnd(next) && next.endsWith(END)) {
            throw openQuote(next.line());
        }
        return next;
    }

    private static DeliveryRefused openQuote(long line) {
        return new DeliveryRefused(
                "open-quote",
                line,
                "A quotation mark opened in the row that starts at line " + line
                        + " is never closed. Ask the source to double quotation marks inside values and send the file again.");
    }

    /** FastCSV wraps whatever is thrown while it reads, also what has nothing to do with the file. */
    private DeliveryRefused refused(CsvParseException unreadable) {
        Throwable cause = unreadable.getCause();
        long line = handler.filled.line();
        if (cause instanceof RowTooLong || isFieldTooLong(cause)) {
            return new DeliveryRefused(
                    "row-too-long",
                    line,
                    "The row that starts at line " + line + " is longer than " + maxRowChars
                            + " characters. Often a quotation mark is left open there; otherwise raise the feed's max-row-bytes.");
        }
        if (cause instanceof CsvParseException) {
            return new DeliveryRefused(
                    "quotes",
                    line,
                    "In the row that starts at line " + line
                            + " there is text right behind a closing quotation mark, so it cannot be told where values"
                            + " end. Ask the source to double quotation marks inside values and send the file again.");
        }
        if (cause instanceof Error fatal) {
            throw fatal;
        }
        throw unreadable;
    }

    private static boolean isFieldTooLong(Throwable cause) {
        return cause instanceof CsvParseException && cause.getMessage().contains("maximum buffer size");
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

    private void checkTrailer() throws DeliveryRefused {
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

    private boolean isTrailer(Row candidate) {
        if (candidate.fields() < 2 || candidate.end(0) > 8) {
            return false;
        }
        String first = candidate.value(0);
        return (first.equals("TRAILER") || first.equals("#TRAILER") || first.equals("EOF"))
                && (candidate.fields() == 2 || restEmpty(candidate));
    }

    private static boolean restEmpty(Row candidate) {
        return candidate.end(candidate.fields() - 1) == candidate.end(1);
    }

    private static boolean isEnd(Row candidate) {
        return candidate.fields() == 1 && candidate.end(0) == END.length() && candidate.endsWith(END);
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

    /** The file's text with {@link #END} on a line of its own behind it. */
    private static final class WithEnd extends Reader {
        private final Reader text;
        private final Reader end = new StringReader("\n" + END);

        WithEnd(Reader text) {
            this.text = text;
        }

        @Override
        public int read(char[] buffer, int offset, int length) throws IOException {
            int n = text.read(buffer, offset, length);
            return n >= 0 ? n : end.read(buffer, offset, length);
        }

        @Override
        public void close() throws IOException {
            text.close();
        }
    }
}
