package uk.fosteringhub.core.differences;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import uk.fosteringhub.core.merge.Contribution;
import uk.fosteringhub.core.merge.Golden;
import uk.fosteringhub.core.merge.Merge;
import uk.fosteringhub.core.records.Field;
import uk.fosteringhub.core.records.RecordType;

/**
 * Compares what systems say of one entity with what holds by the rules of ownership. A system that says nothing about a
 * field does not differ, and neither do two records of one system: those are that system's own affair.
 */
public final class DifferenceFinder {
    /** What is about a system's own records or wording, and cannot be the same in two of them. */
    private static final Set<String> A_SYSTEMS_OWN = Set.of("legacy_key", "time_precision");

    private final Merge merge;

    public DifferenceFinder(Merge merge) {
        this.merge = merge;
    }

    /** @param said by all active contributions, references as hub ids; the order does not matter */
    public List<Difference> in(RecordType type, long entity, List<Contribution> said) {
        if (said.stream().map(Contribution::system).distinct().count() < 2) {
            return List.of();
        }
        Golden golden = merge.of(type, said);
        List<Difference> differences = new ArrayList<>();
        for (int i = 0; i < type.fields().size(); i++) {
            Field field = type.fields().get(i);
            String owner = golden.provenance()[i];
            if (owner != null && !A_SYSTEMS_OWN.contains(field.name())) {
                Contribution winner = said.stream()
                        .filter(one -> one.name().equals(owner))
                        .findFirst()
                        .orElseThrow();
                for (Contribution other : said) {
                    if (differs(field, i, winner, other)) {
                        differences.add(new Difference(
                                type,
                                entity,
                                field.name(),
                                winner.system(),
                                owner,
                                SameValue.text(winner.values()[i]),
                                other.system(),
                                other.name(),
                                SameValue.text(other.values()[i])));
                    }
                }
            }
        }
        return differences;
    }

    private static boolean differs(Field field, int position, Contribution winner, Contribution other) {
        return !winner.system().equals(other.system())
                && other.values()[position] != null
                && !SameValue.same(field, winner.values()[position], other.values()[position]);
    }
}
