package uk.fosteringhub.core.checks;

import java.time.LocalDate;
import java.util.Collections;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import uk.fosteringhub.core.checks.ResultOfAnother.Difference;
import uk.fosteringhub.core.records.RecordType;
import uk.fosteringhub.core.records.RecordTypes;
import uk.fosteringhub.core.records.Spelling;

/** By whom a check is known to be: all that is known of each kind, nothing where it is not known. */
final class Whose {
    final Set<Long> persons = new HashSet<>();
    private final Set<LocalDate> birthDates = new HashSet<>();
    private final Set<String> givenNames = new HashSet<>();
    private final Set<String> familyNames = new HashSet<>();

    void addCheck(Object[] values) {
        birthDate(RecordTypes.CHECK, values);
        name(RecordTypes.CHECK, values, "certificate_given_name", givenNames);
        name(RecordTypes.CHECK, values, "certificate_family_name", familyNames);
    }

    /** A date of birth that was only estimated speaks neither for nor against anybody. */
    void addPerson(Object[] values) {
        if (!Boolean.TRUE.equals(values[RecordTypes.PERSON.indexOf("birth_date_estimated")])) {
            birthDate(RecordTypes.PERSON, values);
        }
        name(RecordTypes.PERSON, values, "given_name", givenNames);
        name(RecordTypes.PERSON, values, "family_name", familyNames);
        name(RecordTypes.PERSON, values, "previous_family_name", familyNames);
    }

    void add(Whose more) {
        birthDates.addAll(more.birthDates);
        givenNames.addAll(more.givenNames);
        familyNames.addAll(more.familyNames);
    }

    private void birthDate(RecordType type, Object[] values) {
        if (values[type.indexOf("birth_date")] instanceof LocalDate day) {
            birthDates.add(day);
        }
    }

    private static void name(RecordType type, Object[] values, String field, Set<String> names) {
        if (values[type.indexOf(field)] instanceof String name
                && !Spelling.bare(name).isEmpty()) {
            names.add(Spelling.bare(name));
        }
    }

    /**
     * What shows that a result is not this check's. Names rightly differ, after a marriage or where somebody goes by another,
     * so they count only where there is nothing else to go by.
     *
     * @param referredTo the details of the persons that the result refers to
     * @param check what others say of the check
     */
    Optional<Difference> difference(Whose referredTo, Whose check) {
        if (differ(birthDates, check.birthDates)) {
            return Optional.of(Difference.BIRTH_DATE);
        }
        if (differ(persons, check.persons)) {
            // somebody may be in a system twice
            return isLike(referredTo, check) ? Optional.empty() : Optional.of(Difference.PERSON);
        }
        return !agree(birthDates, check.birthDates)
                        && !agree(persons, check.persons)
                        && differ(givenNames, check.givenNames)
                        && differ(familyNames, check.familyNames)
                ? Optional.of(Difference.NAME)
                : Optional.empty();
    }

    private boolean isLike(Whose referredTo, Whose check) {
        boolean nameless = givenNames.isEmpty() && familyNames.isEmpty();
        Whose named = nameless ? referredTo : this;
        return agree(birthDates.isEmpty() ? referredTo.birthDates : birthDates, check.birthDates)
                && (agree(named.givenNames, check.givenNames) || agree(named.familyNames, check.familyNames));
    }

    private static boolean agree(Set<?> some, Set<?> others) {
        return !Collections.disjoint(some, others);
    }

    /** Known on both sides, and none the same. */
    private static boolean differ(Set<?> some, Set<?> others) {
        return !some.isEmpty() && !others.isEmpty() && Collections.disjoint(some, others);
    }
}
