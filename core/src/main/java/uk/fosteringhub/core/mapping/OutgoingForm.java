package uk.fosteringhub.core.mapping;

import java.util.List;
import java.util.Set;
import uk.fosteringhub.core.records.RecordType;

/**
 * What an outgoing mapping makes.
 *
 * @param name {@code system/record}, such as {@code lcs/enquiry}
 * @param type of the golden records
 * @param keyspace by whose keys the target knows them, usually the system's name
 * @param fields the target's fields in the order in which they are written
 * @param flags those of the fields that hold Y or N for true or false, since the mapping names no words of the target's
 * @param needs what it must know about records that a record points to
 * @param offered whether it must know which records the target was ever to be told of
 * @param withdrawn whether it must know which changes came about because a record ended at its source
 */
public record OutgoingForm(
        String name,
        RecordType type,
        String keyspace,
        List<String> fields,
        Set<String> flags,
        Set<Need> needs,
        boolean offered,
        boolean withdrawn) {

    /**
     * Something about the record that a reference points to.
     *
     * @param reference the field that points to it
     * @param keyspace the key of that keyspace is needed; empty: the golden values are
     */
    public record Need(String reference, String keyspace) {}
}
