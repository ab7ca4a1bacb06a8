package uk.fosteringhub.core.differences;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Which systems are to be told which values.
 *
 * @param state {@code draft}, {@code released} or {@code dropped}
 * @param decidedBy who released or dropped it
 * @param items how many, by their progress
 */
public record RepairPlan(
        long id,
        String state,
        String madeBy,
        Instant madeAt,
        Optional<String> decidedBy,
        Optional<Instant> decidedAt,
        Map<RepairItem.Progress, Long> items) {

    public boolean isDraft() {
        return state.equals("draft");
    }

    public long count() {
        return items.values().stream().mapToLong(Long::longValue).sum();
    }
}
