package uk.fosteringhub.core.lookup.records;

import java.time.LocalDate;
import java.util.Optional;
import uk.fosteringhub.core.records.Meaning;
import uk.fosteringhub.core.records.RecordType;

/**
 * What somebody looks for. All that is given has to fit. A hub id or a source key finds records of every type; the rest
 * finds persons, households and enquiries.
 *
 * @param type only these
 * @param name words or beginnings of words of a name, in any order; case and accents do not matter
 * @param birthDate of a person
 * @param postcode the whole or its beginning
 * @param phone in any form
 * @param email the whole or its beginning
 * @param nhsNumber with or without blanks
 * @param referral regional referral id
 * @param hubId also one that is no longer, where another took its place
 * @param system whose key it is, by name or keyspace; empty: any
 * @param key source key
 * @param from how many to pass over
 * @param limit most records
 * @param restricted whether what concerns restricted persons is shown too
 */
public record Asked(
        Optional<RecordType> type,
        Optional<String> name,
        Optional<LocalDate> birthDate,
        Optional<String> postcode,
        Optional<String> phone,
        Optional<String> email,
        Optional<String> nhsNumber,
        Optional<String> referral,
        Optional<Long> hubId,
        Optional<String> system,
        Optional<String> key,
        int from,
        int limit,
        boolean restricted) {

    /** Nothing is asked for yet. */
    public static Asked nothing(int limit, boolean restricted) {
        return new Asked(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                0,
                limit,
                restricted);
    }

    public boolean byNumber() {
        return hubId.isPresent() || key.isPresent();
    }

    /** Whether anything at all is asked for. */
    public boolean isEmpty() {
        return !byNumber() && terms().isEmpty();
    }

    Terms terms() {
        Terms terms = new Terms();
        name.ifPresent(text -> terms.add(Meaning.NAME, text));
        birthDate.ifPresent(terms::born);
        postcode.ifPresent(text -> terms.add(Meaning.POSTCODE, text));
        phone.ifPresent(text -> terms.add(Meaning.PHONE, text));
        email.ifPresent(text -> terms.add(Meaning.EMAIL, text));
        nhsNumber.ifPresent(text -> terms.add(Meaning.NHS_NUMBER, text));
        referral.ifPresent(text -> terms.add(Meaning.REFERRAL, text));
        return terms;
    }

    /** Keeps personal data out of logs. */
    @Override
    public String toString() {
        return "Asked[" + type.map(RecordType::name).orElse("any type") + "]";
    }
}
