package uk.fosteringhub.core.reconcile;

import java.util.List;
import java.util.stream.Stream;

/**
 * The outcome of comparing two systems.
 *
 * @param where what the compared records were narrowed to; empty: all
 * @param notCompared what they bring of other record types, by name
 */
public record Reconciliation(
        String system, String other, List<Condition> where, List<RecordResult> records, List<NotCompared> notCompared) {

    /** Everything of the compared record types is there, and equal in the compared fields; and nothing of it waits. */
    public boolean isEqual() {
        return records.stream().allMatch(RecordResult::isEqual);
    }

    /** Whether a difference was found. */
    public boolean differs() {
        return records.stream().anyMatch(RecordResult::differs);
    }

    /** What waits of the compared record types; it may hide differences. */
    public Waiting waiting() {
        return Stream.concat(
                        records.stream().map(RecordResult::waitingOfSystem),
                        records.stream().map(RecordResult::waitingOfOther))
                .reduce(Waiting.NOTHING, Waiting::and);
    }

    /** The same of one of the two. */
    public Waiting waitingOf(String which) {
        return records.stream()
                .map(result -> which.equals(system) ? result.waitingOfSystem() : result.waitingOfOther())
                .reduce(Waiting.NOTHING, Waiting::and);
    }

    /** Whether a system has no record of any of the compared types: then there is nothing to compare it by. */
    public boolean isEmpty(String which) {
        return records.stream().allMatch(result -> (which.equals(system) ? result.inSystem() : result.inOther()) == 0);
    }
}
