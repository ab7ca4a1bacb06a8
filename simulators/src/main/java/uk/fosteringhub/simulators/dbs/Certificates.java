package uk.fosteringhub.simulators.dbs;

import java.time.LocalDate;
import java.util.EnumSet;
import uk.fosteringhub.simulators.files.Feed;
import uk.fosteringhub.simulators.files.Mistake;
import uk.fosteringhub.simulators.files.Row;
import uk.fosteringhub.simulators.world.Draw;
import uk.fosteringhub.simulators.world.Person;
import uk.fosteringhub.simulators.world.Stream;
import uk.fosteringhub.simulators.world.World;

/**
 * The council's register of certificates (assumed): that of each household's primary carer. Name and date of birth are left
 * to the person's record. A change is a later day of consent.
 */
public final class Certificates implements Feed {
    private static final Form FORM = new Form(
            "dbs-certificates",
            "dbs-certificates.csv",
            "CERTIFICATE_NUMBER,PERSON_ID,HOUSEHOLD_ID,ASSESSMENT_ID,APPLICATION_REFERENCE,FORENAME,SURNAME,DATE_OF_BIRTH,"
                    + "UPDATE_SERVICE,CONSENT_DATE,PRINT_DATE,VALID_UNTIL",
            EnumSet.of(Mistake.MISSING_KEY, Mistake.IMPOSSIBLE_DATE, Mistake.RAGGED_ROW));
    private static final double SUBSCRIBED = 0.7;
    private static final int NUMBER_DIGITS = 12;
    private static final int REFERENCE_DIGITS = 10;
    private static final long FIRST_NUMBER = 1_480_000L;
    private static final int LONGEST_AGE = 900;

    @Override
    public Form form() {
        return FORM;
    }

    @Override
    public void write(long number, long of, int revision, Draw draw, Row row) {
        boolean subscribed = draw.about(Stream.CERTIFICATE, number).chance(SUBSCRIBED);
        int printed = World.NIGHT - 30 - draw.below(LONGEST_AGE);
        row.key(numberOf(number));
        row.number(World.personId(World.primaryCarer(number)));
        row.number(World.householdId(number));
        row.number(-1);
        row.text("F" + padded(FIRST_NUMBER + number, REFERENCE_DIGITS));
        row.none();
        row.none();
        row.none();
        row.flag(subscribed);
        row.britishDay(printed + 20 + revision);
        row.mainBritishDay(printed);
        row.none();
    }

    /** The same certificate, as the Update Service knows it. */
    public static Certificate known(Draw draw, long number) {
        Person carer = Person.of(draw, World.primaryCarer(number));
        draw.about(Stream.CERTIFICATE, number).chance(SUBSCRIBED);
        int printed = World.NIGHT - 30 - draw.below(LONGEST_AGE);
        String status =
                draw.chance(0.9) ? "BLANK_NO_NEW_INFO" : draw.chance(0.6) ? "NON_BLANK_NO_NEW_INFO" : "NEW_INFO";
        return new Certificate(
                numberOf(number),
                LocalDate.ofEpochDay(carer.bornOn()),
                carer.given(),
                carer.family(),
                status,
                LocalDate.ofEpochDay(printed));
    }

    private static String numberOf(long number) {
        return padded(FIRST_NUMBER + number, NUMBER_DIGITS);
    }

    private static String padded(long number, int digits) {
        String text = Long.toString(number);
        return "0".repeat(digits - text.length()) + text;
    }
}
