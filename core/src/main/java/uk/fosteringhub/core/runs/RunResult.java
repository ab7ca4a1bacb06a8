package uk.fosteringhub.core.runs;

import java.time.Instant;
import java.util.List;

/**
 * How a run went.
 *
 * @param out how it stands with each target that gets changes
 */
public record RunResult(
        long run,
        Verdict verdict,
        Instant startedAt,
        Instant finishedAt,
        List<FeedResult> feeds,
        List<TargetResult> out) {

    /** Whether the books balance, towards the sources and towards the targets. */
    public boolean balanced() {
        return feeds.stream().allMatch(feed -> feed.books().balance())
                && out.stream().allMatch(target -> target.books().balance());
    }
}
