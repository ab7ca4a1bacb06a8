package uk.fosteringhub.simulators.lcs;

import java.util.EnumSet;
import uk.fosteringhub.simulators.files.Feed;
import uk.fosteringhub.simulators.files.Mistake;
import uk.fosteringhub.simulators.files.Row;
import uk.fosteringhub.simulators.world.Draw;
import uk.fosteringhub.simulators.world.Identifiers;
import uk.fosteringhub.simulators.world.Person;
import uk.fosteringhub.simulators.world.Stream;
import uk.fosteringhub.simulators.world.Words;
import uk.fosteringhub.simulators.world.World;

/** DIM_PERSON: carers, partners, children and enquirers. A change is a new telephone number: a child's is that of the home, an adult's the mobile. */
final class Persons implements Feed {
    private static final Form FORM = new Form(
            "lcs-persons",
            "DIM_PERSON.csv",
            "DIM_PERSON_ID,LEGACY_ID,TITLE,FORENAME,MIDDLE_NAMES,SURNAME,PREVIOUS_SURNAME,GENDER_MAIN_CODE,"
                    + "ETHNICITY_MAIN_CODE,BIRTH_DTTM,DOB_ESTIMATED,NHS_NUMBER,EMAIL,HOME_TELEPHONE,MOBILE_TELEPHONE,"
                    + "IS_CLIENT,IS_FOSTER,WAS_FOSTER,IS_ADOPTOR,DUPLICATED_DTTM",
            EnumSet.allOf(Mistake.class));
    private static final String[] WOMEN = {"Mrs", "Ms", "Miss", "Dr"};
    private static final String[] MEN = {"Mr", "Mr", "Mr", "Dr"};

    @Override
    public Form form() {
        return FORM;
    }

    @Override
    public void write(long number, long of, int revision, Draw draw, Row row) {
        Person person = Person.of(draw, number);
        boolean carer =
                number % World.GROUP == 0 || number % World.GROUP == 1 && World.isCouple(draw, number / World.GROUP);
        String line = line(number, revision, draw);
        draw.about(Stream.PERSON_ROW, number);
        row.key(World.personId(number));
        row.number(draw.chance(0.7) ? -1 : 900_000_000L + number);
        row.text(person.child() ? "" : draw.pick(person.female() ? WOMEN : MEN));
        row.text(person.given());
        row.text(draw.chance(0.4) ? draw.pick(person.female() ? Words.GIVEN_FEMALE : Words.GIVEN_MALE) : "");
        row.text(person.family());
        row.text(person.female() && !person.child() && draw.chance(0.25) ? draw.pick(Words.FAMILY) : "");
        row.text(person.female() ? "F" : "M");
        row.mainCode(person.ethnicity());
        row.birth(person.bornOn());
        row.flag(draw.chance(0.01));
        row.nhsNumber(Identifiers.nhsNumber(number), Identifiers.nhsNumberWithWrongCheckDigit(number));
        row.text(person.child() || draw.chance(0.2) ? "" : person.email());
        row.text(person.child() ? "01632 960" + line : draw.chance(0.5) ? "" : Identifiers.landline(draw));
        row.text(person.child() ? "" : "07700 900" + line);
        row.flag(person.child());
        row.flag(carer);
        row.flag(!carer && !person.child() && draw.chance(0.05));
        row.flag(!person.child() && draw.chance(0.01));
        row.dayOrNone(draw.chance(0.003) ? World.NIGHT - draw.below(900) : Row.NO_DAY);
    }

    /** Each change of the row is another number. */
    private static String line(long number, int revision, Draw draw) {
        int first = draw.about(Stream.CONTACT, number).below(1000);
        return Identifiers.threeDigits((first + revision) % 1000);
    }
}
