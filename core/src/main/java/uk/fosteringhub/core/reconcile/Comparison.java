package uk.fosteringhub.core.reconcile;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import uk.fosteringhub.core.records.CanonicalJson;
import uk.fosteringhub.core.records.Field;
import uk.fosteringhub.core.records.Reference;

/** Compares what two systems tell of one entity, field by field. */
final class Comparison {
    private final Scope scope;
    private final int[] positions;
    private final Tally tally;
    private final Consumer<Finding> findings;

    Comparison(Scope scope, Tally tally, Consumer<Finding> findings) {
        this.scope = scope;
        this.positions =
                scope.compared().stream().mapToInt(scope.type()::indexOf).toArray();
        this.tally = tally;
        this.findings = findings;
    }

    /** @param entities what references point to, by record type */
    void compare(Told told, Map<String, Map<Reference, Long>> entities) {
        tally.seen(told);
        if (told.isPair()) {
            tally.pair(fields(told, entities));
            return;
        }
        Finding.Kind kind = told.byOther.isEmpty() && told.bySystem.size() == 1
                ? Finding.Kind.MISSING_IN_OTHER
                : told.bySystem.isEmpty() && told.byOther.size() == 1
                        ? Finding.Kind.MISSING_IN_SYSTEM
                        : Finding.Kind.NOT_PAIRED;
        tally.unpaired(kind, told);
        findings.accept(finding(told, kind, "", "", ""));
    }

    private boolean fields(Told told, Map<String, Map<Reference, Long>> entities) {
        Object[] some = told.bySystem.get(0).values();
        Object[] others = told.byOther.get(0).values();
        boolean agrees = true;
        for (int position : positions) {
            Field field = scope.type().fields().get(position);
            if (!same(field, some[position], others[position], entities)) {
                agrees = false;
                Finding.Kind kind = some[position] == null
                        ? Finding.Kind.EMPTY_IN_SYSTEM
                        : others[position] == null ? Finding.Kind.EMPTY_IN_OTHER : Finding.Kind.DIFFERENT;
                tally.field(position, kind);
                findings.accept(finding(told, kind, field.name(), text(some[position]), text(others[position])));
            }
        }
        return agrees;
    }

    private static boolean same(Field field, Object some, Object other, Map<String, Map<Reference, Long>> entities) {
        if (some instanceof Reference && other instanceof Reference && !some.equals(other)) {
            Map<Reference, Long> known = entities.getOrDefault(field.refersTo(), Map.of());
            Long entity = known.get((Reference) some);
            return entity != null && entity.equals(known.get((Reference) other));
        }
        return CanonicalJson.same(some, other);
    }

    private Finding finding(Told told, Finding.Kind kind, String field, String some, String other) {
        return new Finding(
                scope.type().name(),
                told.entity,
                kind,
                keys(told.bySystem, told.awaitedOfSystem),
                keys(told.byOther, told.awaitedOfOther),
                field,
                some,
                other);
    }

    private static List<String> keys(List<Said> said, List<String> awaited) {
        return said.isEmpty()
                ? List.copyOf(awaited)
                : said.stream().map(Said::key).toList();
    }

    private static String text(Object value) {
        return value == null ? "" : value.toString();
    }
}
