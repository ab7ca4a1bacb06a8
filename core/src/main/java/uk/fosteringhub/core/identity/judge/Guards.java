package uk.fosteringhub.core.identity.judge;

import java.util.ArrayList;
import java.util.List;
import uk.fosteringhub.core.identity.person.PersonFeatures;

/** What stands in the way of an automatic link of two records, whatever the weight. */
final class Guards {
    private final Compared compared;
    private final List<Guard> found = new ArrayList<>(4);

    private Guards(Compared compared) {
        this.compared = compared;
    }

    static List<Guard> of(PersonFeatures one, PersonFeatures other, Compared compared) {
        Guards guards = new Guards(compared);
        guards.conflicts();
        guards.sharedContact();
        guards.twins();
        guards.birthDate();
        guards.nameAlone();
        if (one.restricted() || other.restricted()) {
            guards.found.add(Guard.RESTRICTED);
        }
        return guards.found;
    }

    private void conflicts() {
        check(compared.is(Level.NHS_DIFFERENT), Guard.NHS_NUMBER_CONFLICT);
        check(compared.is(Level.NATIONAL_DIFFERENT) && !compared.is(Level.NHS_SAME), Guard.NATIONAL_ID_CONFLICT);
        check(birthConflict(), Guard.BIRTH_DATE_CONFLICT);
        check(compared.is(Level.GENDER_DIFFERENT), Guard.GENDER_CONFLICT);
    }

    /**
     * Dates less than half a year apart are none of two siblings, let alone of parent and child: with the full name and the
     * e-mail address they are a slip. Two slips of the keyboard take an identifier.
     */
    private boolean birthConflict() {
        return compared.is(Level.BIRTH_DIFFERENT)
                || compared.is(Level.BIRTH_TWO_EDITS) && !identifier()
                || compared.is(Level.BIRTH_CLOSE)
                        && !identifier()
                        && !(compared.name.full() && compared.is(Level.EMAIL_SAME));
    }

    private void sharedContact() {
        boolean namesAgree = compared.has(Field.NAME)
                && !compared.isAny(Level.NAME_DIFFERENT, Level.NAME_OTHER_GIVEN)
                && !(compared.isAny(Level.NAME_GIVEN_ONLY, Level.NAME_FAMILY_ONLY) && !birthAgrees());
        check(
                !namesAgree && !(compared.is(Level.NHS_SAME) && compared.is(Level.BIRTH_SAME)),
                Guard.SHARED_CONTACT_ONLY);
    }

    private void twins() {
        boolean possible = birthAgrees() && compared.name.familyAgrees() && compared.name.firstNamesDiffer();
        boolean similar = compared.name.given() != NameAgreement.Given.DIFFERENT;
        boolean told = compared.isAny(Level.NHS_SAME, Level.NATIONAL_SAME)
                || similar && compared.isAny(Level.EMAIL_SAME, Level.NATIONAL_NEAR);
        check(possible && !told, Guard.SAME_BIRTH_OTHER_FIRST_NAME);
    }

    private void birthDate() {
        if (!compared.has(Field.BIRTH_DATE)) {
            boolean enough = compared.name.full() && (contacts() >= 2 || identifier());
            check(!enough, Guard.NO_BIRTH_DATE);
        } else {
            check(!compared.isAny(Level.BIRTH_SAME, Level.BIRTH_SWAPPED) && !carried(), Guard.WEAK_BIRTH_DATE);
        }
    }

    /** A date that is not the same takes more than one other thing that agrees, or an identifier. */
    private boolean carried() {
        return identifier()
                || compared.name.full() && (contacts() >= 2 || compared.is(Level.EMAIL_SAME))
                || compared.is(Level.NATIONAL_NEAR) && contacts() >= 1;
    }

    private void nameAlone() {
        check(
                contacts() == 0 && !identifier() && !compared.is(Level.NATIONAL_NEAR) && !rarePlace(),
                Guard.NAME_AND_BIRTH_DATE_ALONE);
        boolean weak = compared.is(Level.NAME_FAR) || compared.isAny(Level.NAME_GIVEN_ONLY, Level.NAME_FAMILY_ONLY);
        boolean firm = identifier()
                || compared.is(Level.NATIONAL_NEAR) && contacts() >= 1
                || compared.is(Level.BIRTH_SAME) && (compared.is(Level.EMAIL_SAME) || contacts() >= 2);
        check(weak && !firm, Guard.WEAK_NAME);
    }

    private boolean birthAgrees() {
        return compared.isAny(Level.BIRTH_SAME, Level.BIRTH_SWAPPED)
                || compared.isAny(Level.BIRTH_ONE_EDIT, Level.BIRTH_TWO_PARTS);
    }

    private boolean identifier() {
        return compared.isAny(Level.NHS_SAME, Level.NATIONAL_SAME);
    }

    /** In how many independent ways one can be reached by what both records say. */
    private int contacts() {
        return (compared.is(Level.PHONE_SAME) ? 1 : 0)
                + (compared.isAny(Level.EMAIL_SAME, Level.EMAIL_NEAR) ? 1 : 0)
                + (compared.isAny(Level.ADDRESS_SAME, Level.ADDRESS_NEAR) || compared.is(Level.ADDRESS_POSTCODE)
                        ? 1
                        : 0);
    }

    /** A town stands beside name and date of birth if not too many live there. */
    private boolean rarePlace() {
        return compared.is(Level.ADDRESS_PLACE)
                && compared.bits(Field.ADDRESS) >= RARE_PLACE
                && compared.name.full()
                && compared.is(Level.BIRTH_SAME);
    }

    private static final double RARE_PLACE = 4;

    private void check(boolean applies, Guard guard) {
        if (applies) {
            found.add(guard);
        }
    }
}
