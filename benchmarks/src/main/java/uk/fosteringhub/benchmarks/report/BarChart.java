package uk.fosteringhub.benchmarks.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Lying bars in groups, as an SVG picture that is readable on light and dark pages and without colours. */
public final class BarChart {
    private static final int WIDTH = 760;
    private static final int LEFT = 190;
    private static final int RIGHT = 110;
    private static final int BAR = 22;
    private static final int GAP = 4;
    private static final int GROUP_GAP = 26;
    private static final int TOP = 74;
    private static final String STYLE = """
              <style>
                text { font: 14px system-ui, "Segoe UI", Arial, sans-serif; fill: #1f2328 }
                .title { font-size: 17px; font-weight: 600 }
                .note { fill: #59636e }
                .group { font-weight: 600 }
                .page { fill: #ffffff }
                .bar0 { fill: #8c959f } .bar1 { fill: #bf8700 } .bar2 { fill: #1f6feb } .bar3 { fill: #8250df }
                @media (prefers-color-scheme: dark) {
                  text { fill: #e6edf3 }
                  .note { fill: #9198a1 }
                  .page { fill: #0d1117 }
                  .bar0 { fill: #7d8590 } .bar1 { fill: #d29922 } .bar2 { fill: #4493f8 } .bar3 { fill: #ab7df8 }
                }
              </style>
            """;

    private final String title;
    private final String note;
    private final List<Group> groups = new ArrayList<>();

    /** @param kind bars of the same kind have the same colour, 0 to 3 */
    public record Bar(String name, int kind, double value) {}

    private record Group(String name, List<Bar> bars) {}

    /** @param note what the lengths are, in which unit */
    public BarChart(String title, String note) {
        this.title = title;
        this.note = note;
    }

    public BarChart group(String name, List<Bar> bars) {
        groups.add(new Group(name, List.copyOf(bars)));
        return this;
    }

    public String svg() {
        StringBuilder body = new StringBuilder();
        double most = groups.stream()
                .flatMap(group -> group.bars().stream())
                .mapToDouble(Bar::value)
                .max()
                .orElse(1);
        int y = TOP;
        for (Group group : groups) {
            body.append(text(16, y + 14, "group", group.name()));
            y += GROUP_GAP;
            for (Bar bar : group.bars()) {
                body.append(bar(bar, y, most));
                y += BAR + GAP;
            }
            y += GROUP_GAP - 10;
        }
        return """
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %1$d %2$d" width="%1$d" height="%2$d" role="img">
                  <title>%3$s</title>
                """.formatted(WIDTH, y, escape(title + ": " + note)) + STYLE
                + "  <rect class=\"page\" width=\"%d\" height=\"%d\" rx=\"8\"/>%n".formatted(WIDTH, y)
                + text(16, 28, "title", title) + text(16, 50, "note", note) + body + "</svg>\n";
    }

    private static String bar(Bar bar, int y, double most) {
        double length = Math.max(1, bar.value() / most * (WIDTH - LEFT - RIGHT));
        return text(32, y + 16, "name", bar.name())
                + "  <rect class=\"bar%d\" x=\"%d\" y=\"%d\" width=\"%s\" height=\"%d\" rx=\"3\"/>%n"
                        .formatted(bar.kind(), LEFT, y, String.format(Locale.ROOT, "%.1f", length), BAR)
                + text(LEFT + (int) length + 8, y + 16, "value", String.format(Locale.ROOT, "%,.0f", bar.value()));
    }

    private static String text(int x, int y, String kind, String text) {
        return "  <text class=\"%s\" x=\"%d\" y=\"%d\">%s</text>%n".formatted(kind, x, y, escape(text));
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
