package uk.fosteringhub.benchmarks.failures;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** How long answers took, in milliseconds. */
final class Answers {
    private final List<Double> millis = new ArrayList<>();

    /** Work that may fail. */
    @FunctionalInterface
    interface Question {
        void ask() throws Exception;
    }

    void time(Question question) throws Exception {
        long begun = System.nanoTime();
        question.ask();
        millis.add((System.nanoTime() - begun) / 1e6);
    }

    /** @param share such as 0.95 */
    double percentile(double share) {
        List<Double> sorted = new ArrayList<>(millis);
        Collections.sort(sorted);
        return sorted.get((int) Math.min(sorted.size() - 1, Math.floor(share * sorted.size())));
    }

    int count() {
        return millis.size();
    }
}
