package uk.fosteringhub.core.store;

/** Cells for spreadsheets: what one would run as a formula is disarmed with an apostrophe. */
public final class SafeCell {
    private SafeCell() {}

    public static String of(String cell) {
        return !cell.isEmpty() && "=+-@\t\r".indexOf(cell.charAt(0)) >= 0 && !isNumberOrPhone(cell) ? "'" + cell : cell;
    }

    /** {@code +447700900123} and {@code -1} are no formulas. */
    private static boolean isNumberOrPhone(String cell) {
        return cell.length() > 1 && cell.chars().skip(1).allMatch(c -> c >= '0' && c <= '9');
    }
}
