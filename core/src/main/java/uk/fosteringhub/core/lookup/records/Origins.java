package uk.fosteringhub.core.lookup.records;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import uk.fosteringhub.core.differences.SameValue;
import uk.fosteringhub.core.merge.Contribution;
import uk.fosteringhub.core.merge.Golden;
import uk.fosteringhub.core.merge.Merge;
import uk.fosteringhub.core.merge.Ownership;
import uk.fosteringhub.core.records.Field;
import uk.fosteringhub.core.records.RecordType;

/** Says for each field which contribution won, and why. */
final class Origins {
    private final Ownership ownership;
    private final Merge merge;

    Origins(Ownership ownership) {
        this.ownership = ownership;
        this.merge = new Merge(ownership);
    }

    /** @param last the values of a record that has ended; null in all fields otherwise */
    List<Origin> of(RecordType type, List<Contribution> said, Object[] last) {
        List<Origin> origins = new ArrayList<>();
        Optional<Golden> golden = said.isEmpty() ? Optional.empty() : Optional.of(merge.of(type, said));
        for (int i = 0; i < type.fields().size(); i++) {
            Field field = type.fields().get(i);
            if (golden.isPresent() && golden.get().provenance()[i] != null) {
                origins.add(won(type, field, i, said, golden.get()));
            } else {
                origins.add(new Origin(
                        field.name(),
                        Optional.ofNullable(last[i]).map(SameValue::text),
                        Optional.empty(),
                        said.isEmpty() && last[i] != null ? Origin.Rule.ENDED : Origin.Rule.NOTHING_SAID,
                        List.of()));
            }
        }
        return List.copyOf(origins);
    }

    private Origin won(RecordType type, Field field, int position, List<Contribution> said, Golden golden) {
        String name = golden.provenance()[position];
        Contribution winner =
                said.stream().filter(one -> one.name().equals(name)).findFirst().orElseThrow();
        List<Contribution> others = said.stream()
                .filter(one -> !one.name().equals(name) && one.values()[position] != null)
                .toList();
        List<Origin.Other> told = others.stream()
                .map(one -> new Origin.Other(
                        one.name(),
                        one.system(),
                        SameValue.text(one.values()[position]),
                        SameValue.same(field, winner.values()[position], one.values()[position])))
                .toList();
        return new Origin(
                field.name(),
                Optional.of(SameValue.text(golden.values()[position])),
                Optional.of(name),
                rule(type, field, winner, position, others, told),
                told);
    }

    private Origin.Rule rule(
            RecordType type,
            Field field,
            Contribution winner,
            int position,
            List<Contribution> others,
            List<Origin.Other> told) {
        if (others.isEmpty()) {
            return Origin.Rule.ONLY_ONE;
        }
        if (told.stream().allMatch(Origin.Other::same)) {
            return Origin.Rule.ALL_AGREE;
        }
        List<String> systems = ownership.systems(type, field.name());
        if (systems.equals(List.of(Ownership.ANY)) && Boolean.TRUE.equals(winner.values()[position])) {
            return Origin.Rule.ANY_SAYS_SO;
        }
        int rank = rank(systems, winner.system());
        return others.stream().anyMatch(other -> rank(systems, other.system()) == rank)
                ? Origin.Rule.CHANGED_LAST
                : Origin.Rule.OWNER;
    }

    private static int rank(List<String> systems, String system) {
        int rank = systems.indexOf(system);
        return rank < 0 ? systems.size() : rank;
    }
}
