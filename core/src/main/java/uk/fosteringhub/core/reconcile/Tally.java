package uk.fosteringhub.core.reconcile;

import java.util.Map;
import java.util.TreeMap;

/** Counts the findings of one record type while its records go by. */
final class Tally {
    private final Scope scope;
    private final Map<Integer, long[]> fields = new TreeMap<>();
    private long inSystem;
    private long inOther;
    private long equal;
    private long different;
    private long onlyInSystem;
    private long onlyInOther;
    private long awaitedOfOther;
    private long awaitedOfSystem;
    private long notPaired;

    Tally(Scope scope) {
        this.scope = scope;
    }

    void seen(Told told) {
        inSystem += told.bySystem.size();
        inOther += told.byOther.size();
    }

    void pair(boolean agrees) {
        if (agrees) {
            equal++;
        } else {
            different++;
        }
    }

    void unpaired(Finding.Kind kind, Told told) {
        switch (kind) {
            case MISSING_IN_OTHER -> {
                onlyInSystem++;
                awaitedOfOther += told.awaitedOfOther.isEmpty() ? 0 : 1;
            }
            case MISSING_IN_SYSTEM -> {
                onlyInOther++;
                awaitedOfSystem += told.awaitedOfSystem.isEmpty() ? 0 : 1;
            }
            default -> notPaired++;
        }
    }

    void field(int position, Finding.Kind kind) {
        long[] counts = fields.computeIfAbsent(position, field -> new long[3]);
        counts[kind.ordinal() - Finding.Kind.DIFFERENT.ordinal()]++;
    }

    RecordResult result(Waiting waitingOfSystem, Waiting waitingOfOther) {
        return new RecordResult(
                scope,
                inSystem,
                inOther,
                equal,
                different,
                onlyInSystem,
                onlyInOther,
                awaitedOfOther,
                awaitedOfSystem,
                notPaired,
                fields.entrySet().stream()
                        .map(entry -> new FieldResult(
                                scope.type().fields().get(entry.getKey()).name(),
                                entry.getValue()[0],
                                entry.getValue()[1],
                                entry.getValue()[2]))
                        .toList(),
                waitingOfSystem,
                waitingOfOther);
    }
}
