package uk.fosteringhub.core.reconcile;

import java.util.List;

/**
 * How the records of one type agree between two systems. Records that have ended are not counted.
 *
 * @param scope what was compared
 * @param inSystem records of the first system
 * @param inOther records of the second system
 * @param equal pairs that agree in every compared field
 * @param different pairs that do not
 * @param onlyInSystem records of the first system that the second one lacks
 * @param onlyInOther records of the second system that the first one lacks
 * @param awaitedOfOther of those that the second one lacks, how many name or are pointed to by a key of it that never came
 * @param awaitedOfSystem the same the other way round
 * @param notPaired entities of which one of the systems has several records
 * @param fields the fields that differ somewhere, in the record type's order
 * @param waitingOfSystem what the first system sent and the hub has not taken up; however the comparison is narrowed, all of
 *     it, since nobody can say which records it would have concerned
 * @param waitingOfOther the same of the second system
 */
public record RecordResult(
        Scope scope,
        long inSystem,
        long inOther,
        long equal,
        long different,
        long onlyInSystem,
        long onlyInOther,
        long awaitedOfOther,
        long awaitedOfSystem,
        long notPaired,
        List<FieldResult> fields,
        Waiting waitingOfSystem,
        Waiting waitingOfOther) {

    public String record() {
        return scope.type().name();
    }

    /** Everything is there, and equal in the compared fields; and nothing waits that might say otherwise. */
    public boolean isEqual() {
        return !differs() && waitingOfSystem.isNothing() && waitingOfOther.isNothing();
    }

    /** Whether a difference was found. */
    public boolean differs() {
        return different + onlyInSystem + onlyInOther + notPaired > 0;
    }
}
