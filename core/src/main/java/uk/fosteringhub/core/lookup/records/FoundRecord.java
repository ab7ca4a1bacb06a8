package uk.fosteringhub.core.lookup.records;

import java.util.Optional;

/**
 * A record that was found.
 *
 * @param id hub id
 * @param recordType such as {@code person}
 * @param label what it is called: a name, or its kind and date. Personal data
 * @param birthDate of a person, where known. Personal data
 * @param postcode where the record has one. Personal data
 * @param restricted whether it concerns a restricted person
 * @param ended whether its last source has ended it
 */
public record FoundRecord(
        long id,
        String recordType,
        String label,
        Optional<String> birthDate,
        Optional<String> postcode,
        boolean restricted,
        boolean ended) {

    /** Keeps personal data out of logs. */
    @Override
    public String toString() {
        return "FoundRecord[" + recordType + " " + id + "]";
    }
}
