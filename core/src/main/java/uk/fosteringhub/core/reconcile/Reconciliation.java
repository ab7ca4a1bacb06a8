package uk.fosteringhub.core.reconcile;

import java.util.List;

/** The outcome of comparing two systems. */
public record Reconciliation(String system, String other, List<RecordResult> records) {

    /** Everything is there, and equal. */
    public boolean isEqual() {
        return records.stream().allMatch(RecordResult::isEqual);
    }

    /** Whether a system has no record of any of the compared types: then there is nothing to compare it by. */
    public boolean isEmpty(String which) {
        return records.stream().allMatch(result -> (which.equals(system) ? result.inSystem() : result.inOther()) == 0);
    }
}
