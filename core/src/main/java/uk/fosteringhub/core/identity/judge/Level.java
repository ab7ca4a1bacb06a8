package uk.fosteringhub.core.identity.judge;

import java.util.Arrays;
import java.util.List;

/** How far two records agree in a field. Within a field, from the strongest agreement to the strongest disagreement. */
public enum Level {
    NAME_SAME(Field.NAME, "same first and last name"),
    NAME_SWAPPED(Field.NAME, "same names, first and last swapped"),
    NAME_NICKNAME(Field.NAME, "first name said in a short form, same last name"),
    NAME_PREVIOUS(Field.NAME, "same first name, last name is the other's previous one"),
    NAME_PART(Field.NAME, "same first name, last name is a part of the other's double name"),
    NAME_INITIAL(Field.NAME, "initial fits the first name, same last name"),
    NAME_MIDDLE(Field.NAME, "first name is the other's middle name, same last name"),
    NAME_NEAR(Field.NAME, "one name the same, the other spelt differently"),
    NAME_FAR(Field.NAME, "both names only similar"),
    NAME_FAMILY_ONLY(Field.NAME, "last names agree, a first name is missing"),
    NAME_GIVEN_ONLY(Field.NAME, "first names agree, the last names differ or one is missing"),
    NAME_OTHER_GIVEN(Field.NAME, "same last name, first names differ"),
    NAME_DIFFERENT(Field.NAME, "names differ"),
    MIDDLE_SAME(Field.MIDDLE_NAME, "same middle name"),
    MIDDLE_INITIAL(Field.MIDDLE_NAME, "middle initial fits"),
    MIDDLE_DIFFERENT(Field.MIDDLE_NAME, "middle names differ"),
    BIRTH_SAME(Field.BIRTH_DATE, "same date of birth"),
    BIRTH_SWAPPED(Field.BIRTH_DATE, "same date of birth with day and month swapped"),
    BIRTH_ONE_EDIT(Field.BIRTH_DATE, "dates of birth one slip apart"),
    BIRTH_TWO_PARTS(Field.BIRTH_DATE, "two of day, month and year of birth are the same"),
    BIRTH_TWO_EDITS(Field.BIRTH_DATE, "dates of birth two slips apart"),
    BIRTH_CLOSE(Field.BIRTH_DATE, "dates of birth less than half a year apart"),
    BIRTH_YEARS(Field.BIRTH_DATE, "dates of birth less than twelve years apart"),
    BIRTH_DIFFERENT(Field.BIRTH_DATE, "dates of birth differ"),
    GENDER_SAME(Field.GENDER, "same gender"),
    GENDER_DIFFERENT(Field.GENDER, "genders differ"),
    PHONE_SAME(Field.PHONE, "same phone number"),
    PHONE_DIFFERENT(Field.PHONE, "phone numbers differ"),
    EMAIL_SAME(Field.EMAIL, "same e-mail address"),
    EMAIL_NEAR(Field.EMAIL, "e-mail addresses a slip apart"),
    EMAIL_DIFFERENT(Field.EMAIL, "e-mail addresses differ"),
    ADDRESS_SAME(Field.ADDRESS, "same house and postcode"),
    ADDRESS_NEAR(Field.ADDRESS, "same house, spelt differently"),
    ADDRESS_POSTCODE(Field.ADDRESS, "same postcode"),
    ADDRESS_PLACE(Field.ADDRESS, "same street or postcode sector"),
    ADDRESS_TOWN(Field.ADDRESS, "same town"),
    ADDRESS_DIFFERENT(Field.ADDRESS, "addresses differ"),
    NHS_SAME(Field.NHS_NUMBER, "same NHS number"),
    NHS_DIFFERENT(Field.NHS_NUMBER, "NHS numbers differ"),
    NATIONAL_SAME(Field.NATIONAL_ID, "same national id"),
    NATIONAL_NEAR(Field.NATIONAL_ID, "national ids a slip apart"),
    NATIONAL_DIFFERENT(Field.NATIONAL_ID, "national ids differ");

    private final Field field;
    private final String words;

    Level(Field field, String words) {
        this.field = field;
        this.words = words;
    }

    public Field field() {
        return field;
    }

    public String words() {
        return words;
    }

    /** Of one field, in order. */
    public static List<Level> of(Field field) {
        return Arrays.stream(values()).filter(level -> level.field == field).toList();
    }
}
