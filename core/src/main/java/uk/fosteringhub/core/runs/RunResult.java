package uk.fosteringhub.core.runs;

import java.time.Instant;
import java.util.List;

/** How a run went. */
public record RunResult(long run, Verdict verdict, Instant startedAt, Instant finishedAt, List<FeedResult> feeds) {}
