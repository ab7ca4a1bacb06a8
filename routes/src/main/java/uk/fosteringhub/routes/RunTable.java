package uk.fosteringhub.routes;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import uk.fosteringhub.core.runs.Books;
import uk.fosteringhub.core.runs.FeedResult;
import uk.fosteringhub.core.runs.RunResult;
import uk.fosteringhub.core.runs.TargetBooks;
import uk.fosteringhub.core.runs.TargetResult;

/** A run as a table for people: the books per feed, the verdict, and its reasons. */
public final class RunTable {
    private RunTable() {}

    public static List<String> of(RunResult result) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of(
                "feed",
                "verdict",
                "deliveries",
                "received",
                "new",
                "changed",
                "unchanged",
                "failed",
                "held",
                "ended",
                "seconds"));
        Books sum = Books.NONE;
        int deliveries = 0;
        for (FeedResult feed : result.feeds()) {
            rows.add(row(feed.feed(), word(feed.verdict()), feed.deliveries(), feed.books(), feed.seconds()));
            sum = sum.plus(feed.books());
            deliveries += feed.deliveries();
        }
        double seconds = java.time.Duration.between(result.startedAt(), result.finishedAt())
                        .toMillis()
                / 1000.0;
        rows.add(row("all", word(result.verdict()), deliveries, sum, seconds));
        List<String> lines = new ArrayList<>(TextTable.of(rows));
        if (!result.out().isEmpty()) {
            lines.add("");
            lines.addAll(TextTable.of(out(result)));
        }
        lines.add("");
        lines.add((result.run() == 0 ? "Dry run" : "Run " + result.run()) + ": " + word(result.verdict())
                + ", the books "
                + (result.balanced() ? "balance" : "do not balance")
                + ".");
        for (FeedResult feed : result.feeds()) {
            feed.reasons().forEach(reason -> lines.add("  " + feed.feed() + ": " + reason));
        }
        for (TargetResult target : result.out()) {
            target.reasons().forEach(reason -> lines.add("  to " + target.target() + ": " + reason));
        }
        return lines;
    }

    private static List<List<String>> out(RunResult result) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("target", "verdict", "changes", "delivered", "sent", "refused", "not wanted", "waiting"));
        for (TargetResult target : result.out()) {
            TargetBooks books = target.books();
            rows.add(Stream.concat(
                            Stream.of(target.target(), word(target.verdict())),
                            LongStream.of(
                                            books.changes(),
                                            books.delivered(),
                                            books.sent(),
                                            books.refused(),
                                            books.notWanted(),
                                            books.waiting())
                                    .mapToObj(count -> String.format(Locale.UK, "%,d", count)))
                    .toList());
        }
        return rows;
    }

    private static List<String> row(String feed, String verdict, int deliveries, Books books, double seconds) {
        Stream<String> counts = LongStream.of(
                        deliveries,
                        books.received(),
                        books.added(),
                        books.changed(),
                        books.unchanged(),
                        books.failed(),
                        books.held(),
                        books.ended())
                .mapToObj(count -> String.format(Locale.UK, "%,d", count));
        return Stream.of(Stream.of(feed, verdict), counts, Stream.of(String.format(Locale.UK, "%.1f", seconds)))
                .flatMap(part -> part)
                .toList();
    }

    private static String word(Enum<?> verdict) {
        return verdict.name().toLowerCase(Locale.ROOT);
    }
}
