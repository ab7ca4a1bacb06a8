package uk.fosteringhub.core.merge;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import uk.fosteringhub.core.records.FieldType;
import uk.fosteringhub.core.records.RecordType;

/**
 * Golden = merge(contributions, ownership). Field by field the owner's value; where systems are of equal rank, the one
 * that was changed last at its source; then by name, so that the result never depends on the order of arrival. A field
 * whose rule is {@link Ownership#ANY} is true if any source says so; and since a source that no longer has the record has
 * not taken it back, it stays true until that source says otherwise.
 */
public final class Merge {
    private final Ownership ownership;

    public Merge(Ownership ownership) {
        this.ownership = ownership;
    }

    /** @param contributions at least one */
    public Golden of(RecordType type, List<Contribution> contributions) {
        int fields = type.fields().size();
        Object[] values = new Object[fields];
        String[] provenance = new String[fields];
        if (contributions.size() == 1) {
            Contribution only = contributions.get(0);
            String name = only.name();
            for (int i = 0; i < fields; i++) {
                values[i] = only.values()[i];
                provenance[i] = values[i] == null ? null : name;
            }
            return new Golden(values, provenance);
        }
        for (int i = 0; i < fields; i++) {
            int position = i;
            contributions.stream()
                    .filter(contribution -> contribution.values()[position] != null)
                    .min(better(type, position))
                    .ifPresent(winner -> {
                        values[position] = winner.values()[position];
                        provenance[position] = winner.name();
                    });
        }
        return new Golden(values, provenance);
    }

    /** Whether something said of such records lasts when its source no longer has them. */
    public boolean hasWhatLasts(RecordType type) {
        return type.fields().stream()
                .anyMatch(field -> field.type() == FieldType.BOOLEAN && ownership.trueIfAnySaysSo(type, field.name()));
    }

    /**
     * @param active at least one
     * @param ended what sources said that no longer have the record
     */
    public Golden of(RecordType type, List<Contribution> active, List<Contribution> ended) {
        List<Contribution> all = new ArrayList<>(active);
        ended.stream().flatMap(one -> whatLasts(type, one).stream()).forEach(all::add);
        return of(type, all);
    }

    /**
     * What stays of a record that no source has any more.
     *
     * @param values of the golden record until now
     */
    public Golden kept(RecordType type, Object[] values, List<Contribution> ended) {
        Object[] kept = values.clone();
        for (Contribution one : ended) {
            whatLasts(type, one).ifPresent(lasting -> {
                for (int i = 0; i < kept.length; i++) {
                    kept[i] = lasting.values()[i] == null ? kept[i] : lasting.values()[i];
                }
            });
        }
        return new Golden(kept, new String[kept.length]);
    }

    /**
     * Whether something lasts of what was said.
     *
     * @param ended by sources that no longer have the record
     */
    public boolean lasts(RecordType type, List<Contribution> ended) {
        return ended.stream().anyMatch(one -> whatLasts(type, one).isPresent());
    }

    private Optional<Contribution> whatLasts(RecordType type, Contribution ended) {
        Object[] values = new Object[ended.values().length];
        boolean lasts = false;
        for (int i = 0; i < values.length; i++) {
            if (Boolean.TRUE.equals(ended.values()[i])
                    && ownership.trueIfAnySaysSo(type, type.fields().get(i).name())) {
                values[i] = Boolean.TRUE;
                lasts = true;
            }
        }
        return lasts
                ? Optional.of(
                        new Contribution(ended.system(), ended.keyspace(), ended.key(), ended.modifiedAt(), values))
                : Optional.empty();
    }

    private Comparator<Contribution> better(RecordType type, int position) {
        String field = type.fields().get(position).name();
        Comparator<Contribution> byRank =
                Comparator.comparingInt(contribution -> ownership.rank(type, field, contribution.system()));
        Comparator<Contribution> first = ownership.trueIfAnySaysSo(type, field)
                ? Comparator.<Contribution>comparingInt(
                                contribution -> Boolean.TRUE.equals(contribution.values()[position]) ? 0 : 1)
                        .thenComparing(byRank)
                : byRank;
        return first.thenComparing(
                        contribution -> contribution.modifiedAt().orElse(Instant.MIN), Comparator.reverseOrder())
                .thenComparing(Contribution::system)
                .thenComparing(Contribution::keyspace)
                .thenComparing(Contribution::key);
    }
}
