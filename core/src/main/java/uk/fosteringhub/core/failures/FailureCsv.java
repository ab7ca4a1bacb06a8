package uk.fosteringhub.core.failures;

import java.util.List;
import java.util.function.Consumer;
import uk.fosteringhub.core.store.SafeCell;

/** Failures for a spreadsheet, without values as received; what a spreadsheet would run is disarmed. */
public final class FailureCsv {
    /** A spreadsheet holds no more. */
    public static final int MOST = 1_000_000;

    private static final int AT_ONCE = 1_000;
    private static final List<String> HEADER = List.of(
            "failure",
            "state",
            "feed",
            "key",
            "step",
            "kind",
            "rule",
            "column",
            "field",
            "message",
            "outcome",
            "delivery",
            "run",
            "line",
            "seen",
            "first seen",
            "last seen");

    private final FailureSearch search;

    public FailureCsv(FailureSearch search) {
        this.search = search;
    }

    /** @param line hears each line, with its end */
    public void write(FailureQuery query, Consumer<String> line) {
        line.accept(line(HEADER));
        long before = 0;
        for (int written = 0; written < MOST; written += AT_ONCE) {
            List<FailureSearch.Found> found = search.page(query, before, AT_ONCE);
            found.forEach(one -> line.accept(line(cells(one))));
            if (found.size() < AT_ONCE) {
                return;
            }
            before = found.get(found.size() - 1).id();
        }
    }

    /** The cells of a failure, in the order of {@link #header}. */
    public static List<String> cells(FailureSearch.Found one) {
        return List.of(
                String.valueOf(one.id()),
                one.state().word(),
                one.feed(),
                one.key(),
                one.step(),
                one.kind(),
                one.rule(),
                one.column(),
                one.field(),
                one.message(),
                one.outcome(),
                String.valueOf(one.delivery()),
                String.valueOf(one.run()),
                String.valueOf(one.line()),
                String.valueOf(one.seen()),
                one.firstSeen().toString(),
                one.lastSeen().toString());
    }

    public static List<String> header() {
        return HEADER;
    }

    private static String line(List<String> cells) {
        StringBuilder line = new StringBuilder();
        for (String cell : cells) {
            line.append(line.isEmpty() ? "" : ",")
                    .append('"')
                    .append(SafeCell.of(cell).replace("\"", "\"\""))
                    .append('"');
        }
        return line.append("\r\n").toString();
    }
}
