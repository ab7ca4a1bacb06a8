package uk.fosteringhub.simulators.mosaic;

import java.util.EnumSet;
import uk.fosteringhub.simulators.files.Feed;
import uk.fosteringhub.simulators.files.Mistake;
import uk.fosteringhub.simulators.files.Row;
import uk.fosteringhub.simulators.world.Draw;
import uk.fosteringhub.simulators.world.Identifiers;
import uk.fosteringhub.simulators.world.Person;
import uk.fosteringhub.simulators.world.Stream;
import uk.fosteringhub.simulators.world.World;

/**
 * DM_PERSONS: the first persons of the case system under numbers of MOSAIC's own. A change is a new e-mail address. One in
 * fifty is restricted.
 */
final class Persons implements Feed {
    private static final Form FORM = new Form(
            "mosaic-persons-csv",
            "DM_PERSONS.csv",
            "PERSON_ID,PERSON_ID_LEGACY,NHS_ID,TITLE,FIRST_NAME,LAST_NAME,FULL_NAME,DATE_OF_BIRTH,GENDER,FULL_ETHNICITY_CODE,"
                    + "CONTEXT_FLAG,RESTRICTED,EMAIL_ADDRESS",
            EnumSet.allOf(Mistake.class));
    private static final double SHARE_RESTRICTED = 0.02;

    @Override
    public Form form() {
        return FORM;
    }

    @Override
    public void write(long number, long of, int revision, Draw draw, Row row) {
        Person person = Person.of(draw, number);
        draw.about(Stream.MOSAIC, number);
        row.key(MosaicIds.person(number));
        row.text(draw.chance(0.3) ? "LCS" + World.personId(number) : "");
        row.nhsNumber(Identifiers.nhsNumber(number), Identifiers.nhsNumberWithWrongCheckDigit(number));
        row.text(person.child() ? "" : person.female() ? "Ms" : "Mr");
        row.text(person.given());
        row.text(person.family());
        row.text(person.given() + " " + person.family());
        row.birth(person.bornOn());
        row.text(person.female() ? "F" : "M");
        row.mainCode(person.ethnicity());
        row.text(person.child() ? "C" : "A");
        row.flag(draw.chance(SHARE_RESTRICTED));
        row.text(revision > 0 ? "new" + revision + "." + person.email() : person.child() ? "" : person.email());
    }
}
