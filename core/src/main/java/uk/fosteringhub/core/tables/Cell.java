package uk.fosteringhub.core.tables;

import uk.fosteringhub.core.store.SafeCell;

/** A text as a cell of a CSV file: no formula, and between quotes where it must be. */
public final class Cell {
    /** As RFC 4180 has it. */
    public static final String LINE_END = "\r\n";

    private Cell() {}

    public static String of(String text) {
        String safe = SafeCell.of(text);
        return safe.indexOf(',') >= 0 || safe.indexOf('"') >= 0 || safe.indexOf('\n') >= 0 || safe.indexOf('\r') >= 0
                ? '"' + safe.replace("\"", "\"\"") + '"'
                : safe;
    }
}
