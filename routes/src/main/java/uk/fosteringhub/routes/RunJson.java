package uk.fosteringhub.routes;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import uk.fosteringhub.core.runs.Books;
import uk.fosteringhub.core.runs.FeedResult;
import uk.fosteringhub.core.runs.RunResult;
import uk.fosteringhub.core.runs.TargetBooks;
import uk.fosteringhub.core.runs.TargetResult;
import uk.fosteringhub.core.runs.Verdict;

/** A run as one JSON document, the same on the command line and in the REST interface. */
public final class RunJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private RunJson() {}

    public static String of(RunResult result) {
        return of(result, JSON.createObjectNode());
    }

    /** @param state {@code running} or {@code finished} */
    public static String of(RunResult result, String state) {
        return of(result, JSON.createObjectNode().put("state", state));
    }

    private static String of(RunResult result, ObjectNode document) {
        document.put("run", result.run());
        document.put("verdict", word(result.verdict()));
        document.put(
                "startedAt",
                result.startedAt() == null ? null : result.startedAt().toString());
        document.put(
                "finishedAt",
                result.finishedAt() == null ? null : result.finishedAt().toString());
        var feeds = document.putArray("feeds");
        for (FeedResult feed : result.feeds()) {
            write(feed, feeds.addObject());
        }
        var out = document.putArray("out");
        result.out().forEach(target -> write(target, out.addObject()));
        return document.toPrettyString();
    }

    private static void write(FeedResult feed, ObjectNode node) {
        Books books = feed.books();
        node.put("feed", feed.feed());
        node.put("verdict", word(feed.verdict()));
        node.put("deliveries", feed.deliveries());
        node.put("received", books.received());
        node.put("new", books.added());
        node.put("changed", books.changed());
        node.put("unchanged", books.unchanged());
        node.put("failed", books.failed());
        node.put("held", books.held());
        node.put("ended", books.ended());
        node.put("seconds", feed.seconds());
        var reasons = node.putArray("reasons");
        feed.reasons().forEach(reasons::add);
    }

    private static void write(TargetResult target, ObjectNode node) {
        TargetBooks books = target.books();
        node.put("target", target.target());
        node.put("verdict", word(target.verdict()));
        node.put("changes", books.changes());
        node.put("delivered", books.delivered());
        node.put("sent", books.sent());
        node.put("refused", books.refused());
        node.put("notWanted", books.notWanted());
        node.put("waiting", books.waiting());
        var reasons = node.putArray("reasons");
        target.reasons().forEach(reasons::add);
    }

    private static String word(Verdict verdict) {
        return verdict == null ? null : verdict.name().toLowerCase(Locale.ROOT);
    }
}
