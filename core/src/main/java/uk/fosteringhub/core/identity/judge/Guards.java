package uk.fosteringhub.core.identity.judge;

import java.util.ArrayList;
import java.util.List;

/** What stands in the way of an automatic link of two records, whatever the weight. */
final class Guards {
    /** Bits of a town where about one in twenty records is from. */
    private static final double RARE_TOWN = 3.9;

    private final Compared compared;
    private final List<Guard> found = new ArrayList<>(4);

    private Guards(Compared compared) {
        this.compared = compared;
    }

    static List<Guard> of(Compared compared, boolean restricted) {
        Guards guards = new Guards(compared);
        guards.conflicts();
        guards.sharedContact();
        guards.twins();
        guards.birthDate();
        guards.nameAlone();
        if (restricted) {
            guards.found.add(Guard.RESTRICTED);
        }
        return guards.found;
    }

    private void conflicts() {
        check(compared.is(Level.NHS_DIFFERENT), Guard.NHS_NUMBER_CONFLICT);
        check(nationalConflict(), Guard.NATIONAL_ID_CONFLICT);
        check(birthConflict(), Guard.BIRTH_DATE_CONFLICT);
        check(compared.is(Level.GENDER_DIFFERENT), Guard.GENDER_CONFLICT);
    }

    /** People have more than one such id, and mistype it: where all else agrees, two ids are one person's. */
    private boolean nationalConflict() {
        return compared.is(Level.NATIONAL_DIFFERENT)
                && !compared.is(Level.NHS_SAME)
                && !(compared.is(Level.BIRTH_SAME) && (bothNames() && contacts() >= 1 || sameHouse()));
    }

    /** A date may be wrong in any way where an identifier, the names and the way to reach the person agree. */
    private boolean birthConflict() {
        boolean apart = compared.isAny(Level.BIRTH_DIFFERENT, Level.BIRTH_YEARS);
        boolean near = compared.isAny(Level.BIRTH_TWO_EDITS, Level.BIRTH_CLOSE);
        boolean identified = identifier() && (near || bothNames() && contacts() >= 1 || sameHouse());
        return (apart || near) && !identified && !ownEmail();
    }

    private void sharedContact() {
        boolean unknown = !compared.has(Field.NAME);
        boolean differ = compared.isAny(Level.NAME_DIFFERENT, Level.NAME_OTHER_GIVEN);
        boolean half = compared.isAny(Level.NAME_GIVEN_ONLY, Level.NAME_FAMILY_ONLY) && !birthAgrees();
        boolean person = identifier() && birthAgrees();
        person |= identifier() && compared.name.given() == NameAgreement.Given.SIMILAR && contacts() >= 1;
        boolean nameless = identifier() && (birthAgrees() || contacts() >= 1)
                || compared.is(Level.EMAIL_SAME) && compared.is(Level.BIRTH_SAME);
        boolean household = unknown && !nameless || differ && !person || half && !identifier() && !ownEmail();
        check(household, Guard.SHARED_CONTACT_ONLY);
    }

    private void twins() {
        boolean differ = compared.name.firstNamesDiffer() || compared.is(Level.MIDDLE_DIFFERENT);
        boolean possible = birthAgrees() && compared.name.familyAgrees() && differ;
        boolean similar = compared.name.given() != NameAgreement.Given.DIFFERENT;
        boolean told = compared.isAny(Level.NHS_SAME, Level.NATIONAL_SAME)
                || similar && compared.isAny(Level.EMAIL_SAME, Level.NATIONAL_NEAR);
        check(possible && !told, Guard.SAME_BIRTH_OTHER_FIRST_NAME);
    }

    private void birthDate() {
        if (!compared.has(Field.BIRTH_DATE)) {
            check(!undated(), Guard.NO_BIRTH_DATE);
        } else {
            boolean weak = !compared.isAny(Level.BIRTH_SAME, Level.BIRTH_SWAPPED) && !birthConflict();
            check(weak && !carried(), Guard.WEAK_BIRTH_DATE);
        }
    }

    /** Without a date of birth: the full name, two contacts and none that differs; or an identifier. */
    private boolean undated() {
        boolean phone = compared.is(Level.PHONE_SAME);
        boolean email = compared.is(Level.EMAIL_SAME);
        boolean told = compared.name.full() && (phone ? 1 : 0) + (email ? 1 : 0) + (house() ? 1 : 0) >= 2
                || compared.name.slip() && phone && email;
        boolean differs = compared.isAny(Level.PHONE_DIFFERENT, Level.ADDRESS_DIFFERENT)
                || compared.isAny(Level.EMAIL_DIFFERENT, Level.EMAIL_NEAR);
        return told && !differs
                || compared.name.full() && compared.is(Level.NATIONAL_NEAR) && house()
                || identifier() && (compared.name.full() || contacts() >= 1);
    }

    /**
     * The e-mail address of one person and not of a household: a couple or siblings who share it differ in the first name,
     * and parent and child of one name were not born within twelve years of each other. Where the first name has a slip,
     * siblings may be meant, whose dates of birth are never as close as half a year.
     */
    private boolean ownEmail() {
        boolean same = compared.is(Level.EMAIL_SAME);
        if (compared.generationApart()) {
            return false;
        }
        if (compared.name.written() && compared.name.family() != NameAgreement.Family.DIFFERENT) {
            return same || compared.is(Level.EMAIL_NEAR);
        }
        boolean slip = bothNames() || compared.name.given() == NameAgreement.Given.SIMILAR;
        return same && slip && compared.is(Level.BIRTH_CLOSE);
    }

    /** A date that is not the same takes more to carry it: the further away, the more. */
    private boolean carried() {
        return identifier()
                || ownEmail()
                || compared.name.full()
                        && !compared.generationApart()
                        && (contacts() >= 2
                                || compared.is(Level.EMAIL_SAME)
                                || compared.is(Level.BIRTH_ONE_EDIT) && compared.is(Level.ADDRESS_SAME))
                || compared.is(Level.NATIONAL_NEAR) && contacts() >= 1;
    }

    private void nameAlone() {
        check(
                contacts() == 0 && !identifier() && !compared.is(Level.NATIONAL_NEAR) && !rareTown(),
                Guard.NAME_AND_BIRTH_DATE_ALONE);
        boolean weak = compared.is(Level.NAME_FAR) || compared.isAny(Level.NAME_GIVEN_ONLY, Level.NAME_FAMILY_ONLY);
        boolean firm = identifier()
                || compared.is(Level.NATIONAL_NEAR) && contacts() >= 1
                || ownEmail()
                || compared.is(Level.BIRTH_SAME)
                        && (sameHouse() || compared.isAny(Level.EMAIL_SAME, Level.EMAIL_NEAR) || contacts() >= 2);
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
                + (house() ? 1 : 0);
    }

    /** First and last name agree, slips allowed. */
    private boolean bothNames() {
        return compared.name.full() || compared.isAny(Level.NAME_NEAR, Level.NAME_FAR);
    }

    private boolean house() {
        return compared.isAny(Level.ADDRESS_SAME, Level.ADDRESS_NEAR) || compared.is(Level.ADDRESS_POSTCODE);
    }

    /** One of this first name at this address; a last name changes with a marriage. */
    private boolean sameHouse() {
        return compared.name.given() == NameAgreement.Given.SAME
                && compared.isAny(Level.ADDRESS_SAME, Level.ADDRESS_NEAR);
    }

    /** A town stands beside name and date of birth if not too many live there. */
    private boolean rareTown() {
        return compared.is(Level.ADDRESS_TOWN)
                && compared.bits(Field.ADDRESS) >= RARE_TOWN
                && (compared.name.full() || compared.name.slip())
                && compared.is(Level.BIRTH_SAME);
    }

    private void check(boolean applies, Guard guard) {
        if (applies) {
            found.add(guard);
        }
    }
}
