package uk.fosteringhub.mappings.outgoing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import uk.fosteringhub.core.mapping.GoldenChange;
import uk.fosteringhub.core.mapping.MappingProblem;
import uk.fosteringhub.core.mapping.OutgoingForm;
import uk.fosteringhub.core.mapping.OutgoingMapping;
import uk.fosteringhub.core.mapping.OutgoingResult;
import uk.fosteringhub.core.mapping.Surroundings;

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

    @Override
    public OutgoingResult map(GoldenChange change, Surroundings around) {
        if (!kinds.contains(change.kind())) {
            return new OutgoingResult.NotWanted("a record that is " + change.kind() + " is not sent");
        }
        if (change.kind().equals("changed")
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
        if (!sendWhen.holds(sending)) {
            return new OutgoingResult.NotWanted("what has to hold for sending does not");
        }
        return written(sending);
    }

    private OutgoingResult written(Sending sending) {
        Map<String, String> texts = new LinkedHashMap<>();
        List<MappingProblem> problems = new ArrayList<>();
        key.ifPresent(name -> texts.put(name, sending.key().orElse("")));
        for (OutgoingField field : fields) {
            texts.put(
                    field.name(),
                    field.written(
                            sending,
                            (rule, message) -> problems.add(
                                    new MappingProblem(0, field.name(), field.golden(), rule, message, ""))));
        }
        return problems.isEmpty()
                ? new OutgoingResult.Wanted(sending.key(), texts)
                : new OutgoingResult.Unfit(List.copyOf(problems));
    }
}
