package uk.fosteringhub.console.attribution;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import uk.fosteringhub.core.attribution.report.ReportTable;

/**
 * A report as people read it: a share with its interval in one cell, labels in the place of codes, pounds and percent.
 *
 * @param titles of the columns
 * @param numbers for each column whether it stands to the right
 * @param rows texts; the first column heads its row
 */
record ReportView(List<String> titles, List<Boolean> numbers, List<List<String>> rows) {
    static ReportView of(ReportTable table) {
        List<String> columns = table.columns();
        List<Integer> shown = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            String name = columns.get(i);
            boolean partOfInterval = name.endsWith("_low") || name.endsWith("_high");
            int column = i;
            boolean empty = table.rows().stream()
                    .allMatch(row -> String.valueOf(row.get(column)).isEmpty());
            if (!partOfInterval && !empty && !columns.contains(name + "_label")) {
                shown.add(i);
            }
        }
        return new ReportView(
                shown.stream().map(i -> title(columns.get(i))).toList(),
                shown.stream().map(i -> isNumber(table, i)).toList(),
                table.rows().stream()
                        .map(row ->
                                shown.stream().map(i -> cell(columns, row, i)).toList())
                        .toList());
    }

    private static boolean isNumber(ReportTable table, int column) {
        return table.rows().stream().anyMatch(row -> row.get(column) instanceof Number);
    }

    static String title(String column) {
        String words = column.replace("_label", "")
                .replace("_order1", "")
                .replace('_', ' ')
                .replace("gbp", "(£)");
        return words.substring(0, 1).toUpperCase(Locale.UK) + words.substring(1);
    }

    private static String cell(List<String> columns, List<Object> row, int column) {
        String name = columns.get(column);
        Object value = row.get(column);
        if (value instanceof Boolean yes) {
            return yes ? "Yes" : "No";
        }
        if (!(value instanceof BigDecimal number)) {
            return value instanceof Number whole ? "%,d".formatted(whole.longValue()) : String.valueOf(value);
        }
        if (columns.contains(name + "_low")) {
            int low = columns.indexOf(name + "_low");
            return written(name, number) + interval(name, row.get(low), row.get(low + 1));
        }
        return written(name, number);
    }

    /** Where so few were gained that anything is possible, there is no upper end. */
    private static String interval(String name, Object low, Object high) {
        if (!(low instanceof BigDecimal from)) {
            return "";
        }
        return high instanceof BigDecimal to
                ? " (" + written(name, from) + " to " + written(name, to) + ")"
                : " (" + written(name, from) + " or more)";
    }

    static String written(String name, BigDecimal number) {
        if (name.startsWith("cost_") || name.endsWith("_gbp")) {
            return "£%,.2f".formatted(number.setScale(2, RoundingMode.HALF_EVEN));
        }
        return name.equals("share") || name.startsWith("of_") ? Figures.percent(number) : Figures.count(number);
    }
}
