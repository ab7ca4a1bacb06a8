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
import java.util.NoSuchElementException;

/**
 * The rows of a CSV file (RFC 4180), checked for what would make the whole file doubtful: no header, quotes left open, a
 * row beyond the limit, a trailer whose count differs. A trailer is a last row {@code TRAILER}, {@code #TRAILER} or
 * {@code EOF} with the number of data rows in its second field.
 */
final class CsvRows implements RowCursor {
    /** Put behind the file: where it does not come back as a row of its own, a quote was left open. */
    private static final String END = "\u0001end-of-file\u0001";

    private final CsvReader<Row> reader;
    private final Iterator<Row> rows;
    private final List<String> header;
    private final int maxRowChars;
    private Row row;
    private long dataRows;
    private boolean trailerSeen;

    CsvRows(InputStream bytes, Charset charset, char delimiter, int maxRowChars) throws IOException, DeliveryRefused {
        this.maxRowChars = maxRowChars;
        Handler handler = new Handler();
        this.reader = CsvReader.builder()
                .fieldSeparator(delimiter)
                .skipEmptyLines(true)
                .allowExtraFields(true)
                .allowMissingFields(true)
                .trimWhitespacesAroundQuotes(false)
                .maxBufferSize(Math.max(maxRowChars, 1 << 16))
                .build(handler, new WithEnd(new InputStreamReader(bytes, charset)));
        this.rows = reader.iterator();
        Row first = step(1);
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
        row = step(row == null ? 2 : row.line() + 1);
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

    private Row step(long about) throws IOException, DeliveryRefused {
        Row next;
        try {
            next = rows.next();
        } catch (CsvParseException unreadable) {
            throw refused(about, unreadable);
        } catch (NoSuchElementException endSwallowed) {
            throw openQuote(about);
        } catch (UncheckedIOException failed) {
            throw failed.getCause();
        }
        int last = next.fields() - 1;
        if (!isEnd(next) && last >= 0 && next.value(last).endsWith(END)) {
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

    private DeliveryRefused refused(long about, CsvParseException unreadable) {
        String reason = String.valueOf(unreadable.getMessage()) + unreadable.getCause();
        if (reason.contains("buffer") || reason.contains("exceed")) {
            return new DeliveryRefused(
                    "row-too-long",
                    about,
                    "The row that starts at or after line " + about + " is longer than " + maxRowChars
                            + " characters. Often a quotation mark is left open there; otherwise raise the feed's max-row-bytes.");
        }
        return new DeliveryRefused(
                "quotes",
                about,
                "After line " + (about - 1)
                        + " there is text right behind a closing quotation mark, so it cannot be told where"
                        + " values end. Ask the source to double quotation marks inside values and send the file again.");
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
        if (!count.equals(Long.toString(dataRows))) {
            throw new DeliveryRefused(
                    "trailer-count",
                    row.line(),
                    "The trailer does not say that there are " + dataRows
                            + " rows, as were read: the file is cut off or was changed on its way. Ask the source to send it again.");
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
        return candidate.fields() == 1
                && candidate.end(0) == END.length()
                && candidate.value(0).equals(END);
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
