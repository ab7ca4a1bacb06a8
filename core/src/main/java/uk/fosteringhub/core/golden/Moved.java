package uk.fosteringhub.core.golden;

import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import uk.fosteringhub.core.merge.Contribution;
import uk.fosteringhub.core.merge.Merge;
import uk.fosteringhub.core.records.Field;
import uk.fosteringhub.core.records.FieldType;
import uk.fosteringhub.core.records.RecordType;

/**
 * Entities that contributions were moved from or to. Nobody speaks of an ended record any more, so what it refers to is
 * taken from what was said of it last: where those keys lead now. Else the former address of a restricted person who was
 * split off would be that of the person who kept the hub id.
 *
 * @param type the name of their record type
 * @param entities hub ids that stand for an entity now, or stood for one until this move
 * @param former hub ids that have led to these since an earlier move
 */
record Moved(String type, Set<Long> entities, Set<Long> former) {
    static final Moved NOTHING = new Moved("", Set.of(), Set.of());

    Moved {
        entities = Set.copyOf(entities);
        former = Set.copyOf(former);
    }

    boolean isNothing() {
        return entities.isEmpty();
    }

    /**
     * The values of an ended record, with references to these entities as they were said last.
     *
     * @param of the ended record's type
     * @param said of the record, also by sources that no longer have it, with hub ids as references
     */
    Object[] followed(RecordType of, Merge merge, Object[] values, List<Contribution> said) {
        if (isNothing() || said.isEmpty()) {
            return values;
        }
        Object[] now = merge.of(
                        of, said.stream().map(one -> leadingHere(of, one)).toList())
                .values();
        Object[] followed = values.clone();
        for (int i = 0; i < values.length; i++) {
            boolean ledHere = entities.contains(asId(values[i])) || former.contains(asId(values[i]));
            if (now[i] != null && ledHere) {
                followed[i] = now[i];
            }
        }
        return followed;
    }

    /** The same contribution with nothing but its references to these entities. */
    private Contribution leadingHere(RecordType of, Contribution said) {
        Object[] values = IntStream.range(0, said.values().length)
                .mapToObj(i -> refersHere(of.fields().get(i)) && entities.contains(asId(said.values()[i]))
                        ? said.values()[i]
                        : null)
                .toArray();
        return new Contribution(said.system(), said.keyspace(), said.key(), said.modifiedAt(), values);
    }

    private boolean refersHere(Field field) {
        return field.type() == FieldType.REFERENCE && field.refersTo().equals(type);
    }

    private static long asId(Object value) {
        return value instanceof Long id ? id : -1;
    }
}
