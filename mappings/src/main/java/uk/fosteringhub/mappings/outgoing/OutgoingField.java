package uk.fosteringhub.mappings.outgoing;

import java.util.List;
import java.util.Set;
import uk.fosteringhub.core.mapping.GoldenChange;

/**
 * One field of the target.
 *
 * @param name as the target calls it
 * @param golden the golden field it mainly comes from, for messages; may be empty
 * @param reads the record's own fields that its value comes from; a reference, where it stands one step away
 * @param branches the first whose condition holds counts; none: empty
 * @param maxLength most characters; 0 for no limit
 * @param cut whether a longer text is cut; otherwise it is trouble
 */
public record OutgoingField(
        String name,
        String golden,
        Set<String> reads,
        List<Branch> branches,
        boolean required,
        int maxLength,
        boolean cut) {

    /** One way to a value. */
    public record Branch(OutgoingCondition condition, Value value) {}

    /** Whether the change took away a value that it comes from. */
    boolean emptiedBy(GoldenChange change) {
        return reads.stream()
                .anyMatch(field -> change.changed().contains(field)
                        && change.values()[change.type().indexOf(field)] == null);
    }

    String written(Sending sending, Trouble trouble) {
        String text = branches.stream()
                .filter(branch -> branch.condition().holds(sending))
                .findFirst()
                .map(branch -> branch.value().written(sending, trouble))
                .orElse("");
        if (required && text.isEmpty()) {
            trouble.about(
                    "required",
                    "the target needs " + name + ", and the record has no value for it; complete it"
                            + " where it is kept.");
        }
        if (maxLength > 0 && text.codePointCount(0, text.length()) > maxLength) {
            if (!cut) {
                trouble.about(
                        "max-length",
                        name + " takes at most " + maxLength + " characters; shorten the value where it is kept.");
            }
            return text.substring(0, text.offsetByCodePoints(0, maxLength));
        }
        return text;
    }
}
