package uk.fosteringhub.core.intake;

import java.util.Arrays;

/** A row's text in one buffer, to be hashed without making strings. Reused from row to row. */
public final class Row {
    private char[] text = new char[1024];
    private int[] ends = new int[64];
    private int fields;
    private int columns;
    private long line;

    void begin(long startLine, int expectedColumns) {
        line = startLine;
        columns = expectedColumns;
        fields = 0;
    }

    /** Where it really stands, for a row out of a part of its delivery. */
    void at(long startLine) {
        line = startLine;
    }

    /** For a header, which says itself how many columns there are. */
    void expect(int expectedColumns) {
        columns = expectedColumns;
    }

    void add(char[] source, int offset, int length) {
        int start = end(fields - 1);
        if (start + length > text.length) {
            text = Arrays.copyOf(text, Math.max(text.length * 2, start + length));
        }
        if (fields == ends.length) {
            ends = Arrays.copyOf(ends, ends.length * 2);
        }
        System.arraycopy(source, offset, text, start, length);
        ends[fields++] = start + length;
    }

    /** Where the row starts: the line of a file, from 1, or the number of the element in a page sequence. */
    public long line() {
        return line;
    }

    public int fields() {
        return fields;
    }

    /** Whether it has as many fields as the header. */
    public boolean complete() {
        return fields == columns;
    }

    public String value(int column) {
        return column < fields ? new String(text, start(column), end(column) - start(column)) : "";
    }

    /** All values, as many as the header has. */
    public RawRecord toRawRecord() {
        String[] values = new String[columns];
        for (int i = 0; i < columns; i++) {
            values[i] = value(i);
        }
        return RawRecord.of(line, values);
    }

    /** The values at some positions; the others are empty. */
    public RawRecord toRawRecord(int[] positions) {
        String[] values = new String[columns];
        for (int position : positions) {
            values[position] = value(position);
        }
        return RawRecord.of(line, values);
    }

    /** Whether a value is this text; makes no string. */
    boolean says(int column, String expected) {
        int start = start(column);
        if (end(column) - start != expected.length()) {
            return false;
        }
        for (int i = 0; i < expected.length(); i++) {
            if (text[start + i] != expected.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** How many characters all its fields have together. */
    int length() {
        return end(fields - 1);
    }

    char[] text() {
        return text;
    }

    int start(int column) {
        return end(column - 1);
    }

    int end(int column) {
        return column < 0 ? 0 : column < fields ? ends[column] : end(fields - 1);
    }
}
