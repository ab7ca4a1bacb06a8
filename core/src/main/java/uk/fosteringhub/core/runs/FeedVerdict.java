package uk.fosteringhub.core.runs;

import java.util.ArrayList;
import java.util.List;

/** How the verdict of a feed follows from what happened on it. */
final class FeedVerdict {

    private FeedVerdict() {}

    /**
     * What happened on a feed in one run.
     *
     * @param refused deliveries refused whole
     * @param endingHeld records whose ending waits for a person's word
     * @param stopped why it could not be read to its end; empty if it could
     * @param overdue no delivery has come within the expected time
     * @param emptied a delivery had no rows though the feed always brings some
     * @param concerns what is wrong besides, such as a target that cannot be reached
     * @param notes what else a person should know
     * @param failures the kinds of failures in this run, with their counts, in plain words
     */
    record Evidence(
            Books books,
            int deliveries,
            int refused,
            long endingHeld,
            String stopped,
            boolean overdue,
            boolean emptied,
            List<String> concerns,
            List<String> notes,
            List<String> failures) {}

    static FeedResult judge(String feed, Evidence evidence, double seconds) {
        Verdict verdict = Verdict.GREEN;
        List<String> reasons = new ArrayList<>();
        if (!evidence.stopped().isEmpty()) {
            verdict = verdict.worseOf(Verdict.RED);
            reasons.add(evidence.stopped());
        }
        if (evidence.refused() > 0) {
            verdict = verdict.worseOf(Verdict.RED);
            reasons.add(
                    evidence.refused() == 1
                            ? "a delivery was refused whole"
                            : evidence.refused() + " deliveries were refused whole");
        }
        if (!evidence.books().balance()) {
            verdict = verdict.worseOf(Verdict.RED);
            reasons.add(
                    "the books do not balance: received is not the sum of new, changed, unchanged, failed and held");
        }
        if (evidence.overdue()) {
            verdict = verdict.worseOf(Verdict.RED);
            reasons.add("no delivery has come within the expected time: ask the source whether its extract ran");
        }
        if (evidence.emptied()) {
            verdict = verdict.worseOf(Verdict.AMBER);
            reasons.add("a delivery had no records though this feed always brings some: ask the source");
        }
        if (evidence.books().failed() > 0) {
            verdict = verdict.worseOf(Verdict.AMBER);
            reasons.addAll(evidence.failures());
            if (evidence.failures().isEmpty()) {
                reasons.add(evidence.books().failed() + " records failed");
            }
        }
        if (evidence.books().held() > 0) {
            verdict = verdict.worseOf(Verdict.AMBER);
            reasons.add(evidence.books().held() + " rows wait for another row of the same record that failed");
        }
        if (evidence.endingHeld() > 0) {
            verdict = verdict.worseOf(Verdict.AMBER);
        }
        if (!evidence.concerns().isEmpty()) {
            verdict = verdict.worseOf(Verdict.AMBER);
            reasons.addAll(evidence.concerns());
        }
        reasons.addAll(evidence.notes());
        return new FeedResult(feed, verdict, evidence.deliveries(), evidence.books(), seconds, List.copyOf(reasons));
    }
}
