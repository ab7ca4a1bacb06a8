package uk.fosteringhub.mappings.mapper;

import uk.fosteringhub.mappings.conversion.Blanks;

/** Where a value's text comes from, in a row of a delivery whose header is known. */
@FunctionalInterface
interface Source {

    /**
     * What {@link #read} gives, itself and no equal text, for a text with a NUL character in it. PostgreSQL cannot store
     * one, and a file that has them was cut or written in UTF-16.
     */
    @SuppressWarnings("StringOperationCanBeSimplified")
    String NUL = new String("\0");

    /** Nothing: the delivery does not have the column. */
    Source ABSENT = values -> "";

    /** The text without blanks at both ends; empty if the source says nothing; {@link #NUL}. */
    String read(String[] values);

    /** One column. */
    static Source column(int position, NoneWords none) {
        return values -> {
            // A row may be shorter than its header; what is not there is empty.
            String raw = position < values.length ? values[position] : "";
            if (raw.isEmpty()) {
                return "";
            }
            if (raw.indexOf('\0') >= 0) {
                return NUL;
            }
            String text = Blanks.trim(raw);
            return none.matches(text) ? "" : text;
        };
    }

    /** Several columns that are not empty, one after the other. */
    static Source joined(Source[] parts, String separator) {
        return values -> {
            StringBuilder text = new StringBuilder();
            for (Source part : parts) {
                String piece = part.read(values);
                if (piece == NUL) {
                    return NUL;
                }
                if (!piece.isEmpty()) {
                    if (text.length() > 0) {
                        text.append(separator);
                    }
                    text.append(piece);
                }
            }
            return text.toString();
        };
    }

    /**
     * One part of a text.
     *
     * @param part 1 for the first; -1 for the last, -2 for the one before it
     */
    static Source split(Source whole, String separator, int part) {
        return values -> {
            String text = whole.read(values);
            if (text.isEmpty() || text == NUL) {
                return text;
            }
            return part > 0 ? fromStart(text, separator, part) : fromEnd(text, separator, -part);
        };
    }

    private static String fromStart(String text, String separator, int part) {
        int start = 0;
        for (int i = 1; i < part; i++) {
            int next = text.indexOf(separator, start);
            if (next < 0) {
                return "";
            }
            start = next + separator.length();
        }
        int end = text.indexOf(separator, start);
        return Blanks.trim(end < 0 ? text.substring(start) : text.substring(start, end));
    }

    private static String fromEnd(String text, String separator, int part) {
        int end = text.length();
        for (int i = 1; i < part; i++) {
            end = startOfLast(text, separator, end);
            if (end < 0) {
                return "";
            }
        }
        int start = startOfLast(text, separator, end);
        return Blanks.trim(text.substring(start < 0 ? 0 : start + separator.length(), end));
    }

    /** Where the last separator stands that ends at or before {@code end}, or -1. */
    private static int startOfLast(String text, String separator, int end) {
        return end < separator.length() ? -1 : text.lastIndexOf(separator, end - separator.length());
    }
}
