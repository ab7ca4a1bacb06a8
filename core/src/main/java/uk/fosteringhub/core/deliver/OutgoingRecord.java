package uk.fosteringhub.core.deliver;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A change in the words of its target.
 *
 * @param change the change's number: the same change never has another
 * @param recordType such as {@code enquiry}
 * @param entity the hub id
 * @param version of the golden record
 * @param kind {@code created}, {@code changed}, {@code ended} or {@code restored}
 * @param targetKey the key by which the target knows the record; empty: it does not know it yet, as far as the hub knows
 * @param fields the target's fields in the order of the mapping, empty text for none
 * @param emptied those of the empty fields whose value this change took away; of the others the hub knows nothing
 * @param flags those of the fields that hold Y or N for true or false, and that a target with words for that should get as such
 */
public record OutgoingRecord(
        long change,
        String recordType,
        long entity,
        int version,
        String kind,
        Optional<String> targetKey,
        Map<String, String> fields,
        Set<String> emptied,
        Set<String> flags) {

    /** Keeps personal data out of logs. */
    @Override
    public String toString() {
        return "OutgoingRecord[" + recordType + " " + entity + ", change " + change + "]";
    }
}
