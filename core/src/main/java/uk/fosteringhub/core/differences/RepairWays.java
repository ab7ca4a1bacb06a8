package uk.fosteringhub.core.differences;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import uk.fosteringhub.core.deliver.Rehearsal;
import uk.fosteringhub.core.mapping.GoldenChange;
import uk.fosteringhub.core.mapping.Mappings;
import uk.fosteringhub.core.mapping.OutgoingMapping;
import uk.fosteringhub.core.mapping.OutgoingResult;
import uk.fosteringhub.core.settings.OutgoingSettings;
import uk.fosteringhub.core.settings.UpsertSettings;

/**
 * Whether the hub can tell a system a value, or a person has to put it in there. Found out by mapping the record once as it
 * holds and once with the system's own value: only if these differ in what the system would take, telling it repairs
 * anything.
 */
final class RepairWays {
    private final Map<String, OutgoingSettings> targets = new HashMap<>();
    private final Mappings mappings;

    RepairWays(List<OutgoingSettings> targets, Mappings mappings) {
        targets.forEach(target -> this.targets.put(target.system(), target));
        this.mappings = mappings;
    }

    /**
     * A difference with the values it is about.
     *
     * @param holds the values of the golden record
     * @param said what the other record says about the field
     */
    record Known(Difference difference, Object[] holds, Object said) {
        GoldenChange asItHolds() {
            return change(holds);
        }

        GoldenChange asTheOtherSays() {
            Object[] values = holds.clone();
            values[difference.type().indexOf(difference.field())] = said;
            return change(values);
        }

        private GoldenChange change(Object[] values) {
            return new GoldenChange(
                    0,
                    difference.type(),
                    difference.entity(),
                    1,
                    "changed",
                    Set.of(difference.field()),
                    Optional.empty(),
                    Instant.EPOCH,
                    values);
        }
    }

    /** For each why a person has to do it; empty where the hub can. They are of one record type and one other system. */
    List<String> of(Connection connection, List<Known> known) throws SQLException {
        Difference first = known.get(0).difference();
        String system = first.otherSystem();
        Optional<String> closed = closed(system, first.type().name());
        if (closed.isPresent()) {
            return known.stream().map(one -> closed.get()).toList();
        }
        OutgoingMapping mapping =
                mappings.outgoing().get(system + "/" + first.type().name());
        List<OutgoingResult> right = Rehearsal.of(
                connection, mapping, known.stream().map(Known::asItHolds).toList());
        List<OutgoingResult> wrong = Rehearsal.of(
                connection, mapping, known.stream().map(Known::asTheOtherSays).toList());
        List<String> why = new ArrayList<>();
        for (int i = 0; i < known.size(); i++) {
            why.add(why(known.get(i).difference(), right.get(i), wrong.get(i)));
        }
        return why;
    }

    /** No way out for records of this type at all. */
    private Optional<String> closed(String system, String recordType) {
        OutgoingSettings out = targets.get(system);
        if (out == null) {
            return Optional.of("The hub sends nothing to " + system + ".");
        }
        return out.records().contains(recordType) && mappings.outgoing().containsKey(system + "/" + recordType)
                ? Optional.empty()
                : Optional.of("The hub sends no records of this kind to " + system + ".");
    }

    private String why(Difference difference, OutgoingResult right, OutgoingResult wrong) {
        String system = difference.otherSystem();
        if (right instanceof OutgoingResult.Unfit unfit) {
            return system + " cannot take it: " + unfit.problems().get(0).message();
        }
        if (!(right instanceof OutgoingResult.Wanted told)) {
            return "The mapping to " + system + " does not send it.";
        }
        if (told.targetKey().isEmpty()
                || !difference.other().endsWith(":" + told.targetKey().get())) {
            return system + " has the record under several keys, and would be told about another one.";
        }
        Set<String> locked = locked(system, difference.type().name());
        boolean other = wrong instanceof OutgoingResult.Wanted;
        List<String> fields = told.fields().entrySet().stream()
                .filter(field -> !field.getValue().isEmpty())
                .filter(field -> !other
                        || !field.getValue()
                                .equals(((OutgoingResult.Wanted) wrong).fields().get(field.getKey())))
                .map(Map.Entry::getKey)
                .toList();
        if (fields.isEmpty()) {
            return "What " + system + " is sent does not hold this field.";
        }
        return locked.containsAll(fields) ? system + " takes this only when a record is made." : "";
    }

    private Set<String> locked(String system, String recordType) {
        UpsertSettings upsert = targets.get(system).upsert().get(recordType);
        return upsert == null ? Set.of() : Set.copyOf(upsert.locked());
    }
}
