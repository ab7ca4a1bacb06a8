package uk.fosteringhub.simulators.files;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import uk.fosteringhub.simulators.world.Draw;

/**
 * What a row of one feed's first version says, column by column: for a feed of another system that tells of the same thing
 * in its own words. Other draws of the caller have to begin anew afterwards.
 */
public final class Cells {
    private static final int ROOM = 1 << 13;
    private static final int ISO_DATE = 10;

    private final List<String> header;
    private final List<String> values;

    private Cells(List<String> header, List<String> values) {
        this.header = header;
        this.values = values;
    }

    public static Cells of(Feed feed, long number, long of, Draw draw) {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream(ROOM);
            Row row = new Row(bytes, ROOM);
            row.header(feed.form().header());
            row.begin(Optional.empty());
            feed.write(number, of, 0, draw, row);
            row.end();
            row.flush();
            List<CsvRecord> lines = CsvReader.builder().ofCsvRecord(bytes.toString(StandardCharsets.UTF_8)).stream()
                    .toList();
            return new Cells(lines.get(0).getFields(), lines.get(1).getFields());
        } catch (IOException memoryOnly) {
            throw new UncheckedIOException(memoryOnly);
        }
    }

    public String text(String column) {
        int at = header.indexOf(column);
        if (at < 0) {
            throw new IllegalArgumentException("There is no column " + column + ", only " + header);
        }
        return values.get(at);
    }

    public boolean flag(String column) {
        return text(column).equals("Y");
    }

    public int number(String column) {
        return Integer.parseInt(text(column));
    }

    /** Epoch day of a date in ISO form, or {@link Row#NO_DAY} where there is none. */
    public int day(String column) {
        String text = text(column);
        return text.isEmpty()
                ? Row.NO_DAY
                : (int) LocalDate.parse(text.substring(0, ISO_DATE)).toEpochDay();
    }
}
