package uk.fosteringhub.core.runs;

import java.util.List;

/**
 * How it stands with one target at the end of a run.
 *
 * @param reasons why the verdict is not green, in plain words
 */
public record TargetResult(String target, Verdict verdict, TargetBooks books, List<String> reasons) {}
