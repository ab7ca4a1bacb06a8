package uk.fosteringhub.core.failures;

import java.util.List;
import uk.fosteringhub.core.mapping.MappingProblem;

/**
 * A record that could not go on.
 *
 * @param key its source key, or a name made from its content where it has none
 * @param line where in the delivery
 * @param step of the way where it stopped: {@code read}, {@code map}, …
 * @param problems at least one; the first is what it is grouped by
 * @param raw JSON object of the columns as received
 */
public record FailedRecord(String key, long line, String step, List<MappingProblem> problems, String raw) {}
