package uk.fosteringhub.routes;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import uk.fosteringhub.core.reconcile.Condition;
import uk.fosteringhub.core.reconcile.NotCompared;
import uk.fosteringhub.core.reconcile.Reconciliation;
import uk.fosteringhub.core.reconcile.RecordResult;
import uk.fosteringhub.core.reconcile.Waiting;

/** What a reconciliation means, in sentences: what it could not see, and no more than it has seen. */
public final class ReconciliationWords {
    private ReconciliationWords() {}

    /** What waits in the hub and may hide differences, and what to do about it; empty if nothing does. */
    static List<String> waiting(Reconciliation result) {
        List<String> lines = new ArrayList<>();
        for (RecordResult record : result.records()) {
            waiting(lines, record.record(), result.system(), record.waitingOfSystem());
            waiting(lines, record.record(), result.other(), record.waitingOfOther());
        }
        if (!lines.isEmpty()) {
            lines.add(
                    "  A record that failed was compared as it was before, or is not there at all; one that was to end, as"
                            + " if it were still there.");
            lines.add(
                    "  Correct, replay or discard what failed, release or correct what is held, then compare again. To"
                            + " see it:");
            lines.add("  ./hub failures list \"" + query(result.waiting().feeds()) + "\"");
        }
        return lines;
    }

    private static void waiting(List<String> lines, String record, String system, Waiting waiting) {
        if (!waiting.isNothing()) {
            lines.add("  " + record + ": of what " + system + " sent, " + list(waiting) + ".");
        }
    }

    /** What waits of one system, as the middle of a sentence. */
    public static String list(Waiting waiting) {
        List<String> parts = new ArrayList<>();
        if (waiting.failed() > 0) {
            parts.add(of(waiting.failed(), "record") + " failed");
        }
        if (waiting.refused() > 0) {
            parts.add(count(waiting.refused()) + (waiting.refused() == 1 ? " delivery was" : " deliveries were")
                    + " refused whole");
        }
        if (waiting.held() > 0) {
            parts.add("the ending of " + of(waiting.heldRecords(), "record") + " is held");
        }
        int last = parts.size() - 1;
        return last == 0 ? parts.get(0) : String.join(", ", parts.subList(0, last)) + " and " + parts.get(last);
    }

    private static String query(List<String> feeds) {
        return "(state:open OR state:held) AND ("
                + feeds.stream().map(feed -> "feed:" + feed).collect(Collectors.joining(" OR ")) + ")";
    }

    /** What the systems bring of other record types. */
    static List<String> notCompared(Reconciliation result) {
        List<String> lines = new ArrayList<>();
        for (NotCompared one : result.notCompared()) {
            lines.add("  " + one.record() + ": not compared, " + why(one, result)
                    + alsoWaiting(result.system(), one.waitingOfSystem())
                    + alsoWaiting(result.other(), one.waitingOfOther()) + ".");
        }
        return lines;
    }

    private static String why(NotCompared one, Reconciliation result) {
        if (!one.shared() && (one.inSystem() == 0) != (one.inOther() == 0)) {
            return "since only " + (one.inOther() == 0 ? result.system() : result.other()) + " brings any: "
                    + of(one.inSystem() + one.inOther(), "record");
        }
        return "since " + (one.shared() ? "only another record was asked for" : "not both have a feed for it") + ": "
                + count(one.inSystem()) + " in " + result.system() + ", " + count(one.inOther()) + " in "
                + result.other();
    }

    private static String alsoWaiting(String system, Waiting waiting) {
        return waiting.isNothing() ? "" : "; of what " + system + " sent, " + list(waiting);
    }

    /** The last word. */
    static String verdict(Reconciliation result) {
        String both = result.system() + " and " + result.other();
        long waiting = result.waiting().failures();
        String hidden = waiting == 1 ? "1 failure waits" : count(waiting) + " failures wait";
        if (result.differs()) {
            return both + (waiting == 0 ? " differ." : " differ; " + hidden + ", so they may differ in more.");
        }
        if (waiting > 0) {
            return both + " agree in what was compared, but nobody can say that they are equal while " + hidden + ".";
        }
        return both + " are equal in what was compared: "
                + result.records().stream().map(ReconciliationWords::extent).collect(Collectors.joining(", "))
                + narrowed(result.where()) + "." + (result.notCompared().isEmpty() ? "" : " Other records were not.");
    }

    private static String extent(RecordResult record) {
        return of(record.equal(), record.record() + " record") + " in "
                + of(record.scope().compared().size(), "field");
    }

    private static String narrowed(List<Condition> where) {
        return where.isEmpty()
                ? ""
                : ", of those with "
                        + where.stream()
                                .map(condition -> condition.field() + "=" + condition.value())
                                .collect(Collectors.joining(" and "));
    }

    private static String of(long number, String what) {
        return count(number) + " " + what + (number == 1 ? "" : "s");
    }

    static String count(long number) {
        return String.format(Locale.UK, "%,d", number);
    }
}
