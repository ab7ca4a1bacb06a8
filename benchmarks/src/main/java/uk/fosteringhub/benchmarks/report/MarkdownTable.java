package uk.fosteringhub.benchmarks.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A table that reads well in a terminal as it does on a page: columns are padded, numbers stand to the right. */
public final class MarkdownTable {
    private final List<String> header;
    private final List<Boolean> numbers;
    private final List<List<String>> rows = new ArrayList<>();

    /** @param header column names; those that begin with {@code >} hold numbers */
    public MarkdownTable(String... header) {
        this.header = List.of(header).stream()
                .map(name -> name.replaceFirst("^>", ""))
                .toList();
        this.numbers =
                List.of(header).stream().map(name -> name.startsWith(">")).toList();
    }

    public MarkdownTable row(String... cells) {
        if (cells.length != header.size()) {
            throw new IllegalArgumentException(cells.length + " cells in a table of " + header.size() + " columns");
        }
        rows.add(List.of(cells));
        return this;
    }

    @Override
    public String toString() {
        List<Integer> widths = new ArrayList<>();
        for (int i = 0; i < header.size(); i++) {
            int column = i;
            widths.add(rows.stream()
                    .mapToInt(row -> row.get(column).length())
                    .reduce(Math.max(3, header.get(i).length()), Math::max));
        }
        List<String> rule = new ArrayList<>();
        for (int i = 0; i < widths.size(); i++) {
            rule.add(numbers.get(i) ? "-".repeat(widths.get(i) - 1) + ":" : "-".repeat(widths.get(i)));
        }
        StringBuilder text = new StringBuilder();
        text.append(line(header, widths)).append(line(rule, widths));
        rows.forEach(row -> text.append(line(row, widths)));
        return text.toString();
    }

    private String line(List<String> cells, List<Integer> widths) {
        List<String> padded = new ArrayList<>();
        for (int i = 0; i < cells.size(); i++) {
            String blanks = " ".repeat(widths.get(i) - cells.get(i).length());
            padded.add(numbers.get(i) ? blanks + cells.get(i) : cells.get(i) + blanks);
        }
        return padded.stream().collect(Collectors.joining(" | ", "| ", " |\n"));
    }
}
