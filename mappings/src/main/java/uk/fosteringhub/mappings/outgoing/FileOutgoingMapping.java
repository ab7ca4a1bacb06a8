package uk.fosteringhub.mappings.outgoing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import uk.fosteringhub.core.mapping.GoldenChange;
import uk.fosteringhub.core.mapping.MappingProblem;
import uk.fosteringhub.core.mapping.OutgoingForm;
import uk.fosteringhub.core.mapping.OutgoingMapping;
import uk.fosteringhub.core.mapping.OutgoingResult;
import uk.fosteringhub.core.mapping.Surroundings;
import uk.fosteringhub.core.records.Field;

/**
 * An outgoing mapping file.
 *
 * @param key the target's field that holds its own key, written first; empty: no field does
 * @param keyFrom the golden value that is the target's key where none of its own records has told it
 * @param kinds the kinds of changes that go out
 * @param onChangeOf a change of other fields alone does not go out; empty: any does
 * @param sendWhen what must hold for a change to go out
 */
public record FileOutgoingMapping(
        OutgoingForm form,
        Optional<String> key,
        Optional<GoldenPath> keyFrom,
        Set<String> kinds,
        Set<String> onChangeOf,
        OutgoingCondition sendWhen,
        List<OutgoingField> fields)
        implements OutgoingMapping {
    private static final List<String> LIVING = List.of("created", "changed", "restored");

    @Override
    public OutgoingResult map(GoldenChange change, Surroundings around) {
        boolean owed = around.owed(change.entity()) && LIVING.contains(change.kind());
        List<GoldenChange> asked = (owed ? withWhatIsOwed(change) : List.of(change))
                .stream().filter(one -> kinds.contains(one.kind())).toList();
        if (asked.isEmpty()) {
            return new OutgoingResult.NotWanted("a record that is " + change.kind() + " is not sent");
        }
        if (!owed
                && change.kind().equals("changed")
                && !onChangeOf.isEmpty()
                && change.changed().stream().noneMatch(onChangeOf::contains)) {
            return new OutgoingResult.NotWanted("none of the fields that are sent changed");
        }
        Sending unnamed =
                new Sending(change, around.key(form.keyspace(), form.type().name(), change.entity()), around);
        Sending sending = new Sending(
                change,
                unnamed.key().or(() -> keyFrom.map(path -> path.in(unnamed)).map(Object::toString)),
                around);
        if (asked.stream().noneMatch(one -> sendWhen.holds(new Sending(one, sending.key(), around)))) {
            return new OutgoingResult.NotWanted("what has to hold for sending does not");
        }
        return written(owed ? new Sending(as(change, change.kind()), sending.key(), around) : sending, change);
    }

    /** What the target has missed may have been a change of any kind and of any field. */
    private static List<GoldenChange> withWhatIsOwed(GoldenChange change) {
        return LIVING.stream().map(kind -> as(change, kind)).toList();
    }

    private static GoldenChange as(GoldenChange change, String kind) {
        Set<String> changed = kind.equals("changed")
                ? change.type().fields().stream().map(Field::name).collect(Collectors.toSet())
                : Set.of();
        return new GoldenChange(
                change.change(),
                change.type(),
                change.entity(),
                change.version(),
                kind,
                changed,
                change.before(),
                change.changedAt(),
                change.values());
    }

    /** @param change as it came, whatever is owed beside it */
    private OutgoingResult written(Sending sending, GoldenChange change) {
        Map<String, String> texts = new LinkedHashMap<>();
        Set<String> emptied = new LinkedHashSet<>();
        List<MappingProblem> problems = new ArrayList<>();
        key.ifPresent(name -> texts.put(name, sending.key().orElse("")));
        for (OutgoingField field : fields) {
            String text = field.written(
                    sending,
                    (rule, message) ->
                            problems.add(new MappingProblem(0, field.name(), field.golden(), rule, message, "")));
            texts.put(field.name(), text);
            if (text.isEmpty() && field.emptiedBy(change)) {
                emptied.add(field.name());
            }
        }
        return problems.isEmpty()
                ? new OutgoingResult.Wanted(sending.key(), texts, emptied)
                : new OutgoingResult.Unfit(List.copyOf(problems));
    }
}
