package uk.fosteringhub.core.mapping;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What an outgoing mapping makes of a change. */
public sealed interface OutgoingResult {

    /**
     * It goes to the target.
     *
     * @param targetKey the key by which the target knows the record; empty: it does not know it yet
     * @param fields the target's fields in their order, empty text for none
     * @param emptied those of the empty fields whose golden value this change took away; of the others nothing is known, and
     *     what the target has there is its own
     */
    record Wanted(Optional<String> targetKey, Map<String, String> fields, Set<String> emptied)
            implements OutgoingResult {

        /** Keeps personal data out of logs. */
        @Override
        public String toString() {
            return "Wanted[" + fields.size() + " fields]";
        }
    }

    /**
     * Nothing in it concerns the target. Of a record that an earlier change is owed of: the record as it is does not, and
     * neither does that change any more.
     */
    record NotWanted(String reason) implements OutgoingResult {}

    /**
     * The target could not take it as it is.
     *
     * @param problems at least one; {@code column} is the target's field, {@code field} the golden one
     */
    record Unfit(List<MappingProblem> problems) implements OutgoingResult {}
}
