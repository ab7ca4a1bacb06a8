package uk.fosteringhub.core.failures;

import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;

/**
 * A failure with all that is kept of it.
 *
 * @param problems JSON list of all its problems, without values
 * @param values what the problems are about, in their order; may be personal; empty if damaged
 * @param raw JSON object of the row as received or edited; may be personal; without members if damaged
 * @param damage why the row cannot be read any more and what to do, in a sentence; empty if it can be
 * @param deliveryName empty for what a target did not take
 * @param changedBy who or what changed it last
 * @param replaces the failure that this edited one takes the place of
 * @param replacedBy the edited one that has taken its place
 * @param baseline whether it came with the feed's first load
 */
public record FailureDetail(
        FailureSearch.Found found,
        String problems,
        List<String> values,
        String raw,
        String damage,
        String deliveryName,
        String changedBy,
        Instant changedAt,
        OptionalLong replaces,
        OptionalLong replacedBy,
        boolean baseline) {

    /** Values may be personal. */
    @Override
    public String toString() {
        return "FailureDetail[" + found.id() + "]";
    }
}
