package uk.fosteringhub.core.intake;

/** Whether a row can be read at all. */
final class RowShape {

    private RowShape() {}

    /** Empty if the row has as many values as the header has columns, and no NUL characters, which no database can hold. */
    static String problem(Row row, int columns) {
        if (row.fields() != columns) {
            return "The row has " + row.fields() + " values where the header has " + columns
                    + " columns, so values may stand in the wrong column. Ask the source to quote values that hold the"
                    + " delimiter.";
        }
        char[] text = row.text();
        int end = row.end(columns - 1);
        for (int i = 0; i < end; i++) {
            if (text[i] == 0) {
                return "The row holds a NUL character, which is not text. Ask the source to clean the value.";
            }
        }
        return "";
    }
}
