package uk.fosteringhub.core.runs;

import java.util.List;

/**
 * How one feed went in a run.
 *
 * @param deliveries how many things were received
 * @param seconds taken by its deliveries, from the archive to the last commit
 * @param reasons why the verdict is not green, and what else a person should know, in plain words
 */
public record FeedResult(
        String feed, Verdict verdict, int deliveries, Books books, double seconds, List<String> reasons) {}
