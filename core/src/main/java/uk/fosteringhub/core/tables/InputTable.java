package uk.fosteringhub.core.tables;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;

/** A CSV file in UTF-8 with a header, row by row; the order of its columns does not matter, and further ones are left alone. */
public final class InputTable implements AutoCloseable {
    private static final int BUFFER = 1 << 16;

    private final Path file;
    private final CsvReader<CsvRecord> reader;
    private final Iterator<CsvRecord> rows;
    private final List<String> header;
    private CsvRecord row;

    private InputTable(Path file, Reader text, char separator) throws IOException, WrongFile {
        this.file = file;
        this.reader = CsvReader.builder()
                .fieldSeparator(separator)
                .skipEmptyLines(true)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .allowUnclosedQuote(false)
                .ofCsvRecord(text);
        this.rows = reader.iterator();
        if (!step()) {
            throw new WrongFile(file, "the file is empty; its first line must name its columns.");
        }
        this.header = row.getFields().stream().map(InputTable::bare).toList();
    }

    /** @throws WrongFile if it cannot be read, or is empty */
    public static InputTable open(Path file, char separator) throws IOException, WrongFile {
        if (Files.isDirectory(file)) {
            throw new WrongFile(file, "this is a folder; name the file in it.");
        }
        try {
            Reader text = new InputStreamReader(
                    Files.newInputStream(file),
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .onMalformedInput(CodingErrorAction.REPORT)
                            .onUnmappableCharacter(CodingErrorAction.REPORT));
            try {
                return new InputTable(file, new java.io.BufferedReader(text, BUFFER), separator);
            } catch (IOException | WrongFile | RuntimeException unusable) {
                text.close();
                throw unusable;
            }
        } catch (NoSuchFileException missing) {
            throw new WrongFile(file, "there is no such file; name one that exists.");
        } catch (java.nio.file.AccessDeniedException denied) {
            throw new WrongFile(file, "it may not be read; give this user the right to read it.");
        }
    }

    public Path file() {
        return file;
    }

    /** The names of the columns, in order. */
    public List<String> header() {
        return header;
    }

    /** The place of a column. */
    public int column(String name) throws WrongFile {
        int place = header.indexOf(name);
        if (place < 0) {
            throw new WrongFile(
                    file,
                    1,
                    "there is no column " + name + " among " + String.join(", ", header)
                            + "; name it so, or give the file that has it.");
        }
        if (header.lastIndexOf(name) != place) {
            throw new WrongFile(file, 1, "the column " + name + " stands there twice; take one of the two out.");
        }
        return place;
    }

    /** The place of a column, or -1. */
    public int columnIfThere(String name) {
        return header.indexOf(name);
    }

    /** Goes to the next row. */
    public boolean next() throws IOException, WrongFile {
        if (!step()) {
            return false;
        }
        if (row.getFieldCount() != header.size()) {
            throw new WrongFile(
                    file,
                    line(),
                    "there are " + row.getFieldCount() + " fields, and the header has " + header.size()
                            + "; complete the line, and put a field with a separator in it between quotes.");
        }
        return true;
    }

    /** @param column -1: not there */
    public String get(int column) {
        return column < 0 ? "" : row.getField(column).strip();
    }

    public String required(int column) throws WrongFile {
        String value = get(column);
        if (value.isEmpty()) {
            throw wrong(column, "this is empty; fill it in, or take the line out.");
        }
        return value;
    }

    /** @param why what is wrong, and what to do */
    public WrongFile wrong(int column, String why) {
        return new WrongFile(file, line(), header.get(column), why);
    }

    public long line() {
        return row.getStartingLineNumber();
    }

    private boolean step() throws IOException, WrongFile {
        try {
            if (!rows.hasNext()) {
                return false;
            }
            row = rows.next();
            return true;
        } catch (CsvParseException broken) {
            throw new WrongFile(
                    file,
                    row == null ? 1 : line() + 1,
                    "from here on this is not CSV, or a field is too long; look for a quote that is not closed.");
        } catch (UncheckedIOException failed) {
            if (failed.getCause() instanceof CharacterCodingException) {
                throw new WrongFile(
                        file,
                        row == null ? 1 : line() + 1,
                        "here or soon after, this is not UTF-8; save the file as UTF-8 (in Excel: CSV UTF-8).");
            }
            throw failed.getCause();
        }
    }

    private static String bare(String name) {
        return (name.startsWith("\uFEFF") ? name.substring(1) : name).strip();
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
