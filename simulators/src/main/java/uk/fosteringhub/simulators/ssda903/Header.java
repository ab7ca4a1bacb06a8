package uk.fosteringhub.simulators.ssda903;

import java.time.LocalDate;
import java.util.EnumSet;
import uk.fosteringhub.simulators.files.Feed;
import uk.fosteringhub.simulators.files.Mistake;
import uk.fosteringhub.simulators.files.Row;
import uk.fosteringhub.simulators.world.Draw;
import uk.fosteringhub.simulators.world.Identifiers;
import uk.fosteringhub.simulators.world.Person;
import uk.fosteringhub.simulators.world.Stream;
import uk.fosteringhub.simulators.world.World;

/** header.csv: one row for each child. A change is a corrected unique pupil number, or another reason why there is none. */
final class Header implements Feed {
    private static final Form FORM = new Form(
            "ssda903-header",
            "header.csv",
            "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB",
            EnumSet.of(
                    Mistake.MISSING_KEY,
                    Mistake.IMPOSSIBLE_DATE,
                    Mistake.BORN_IN_THE_FUTURE,
                    Mistake.UNKNOWN_CODE,
                    Mistake.RAGGED_ROW));
    private static final int OLD_ENOUGH_TO_BE_A_MOTHER =
            (int) LocalDate.of(2010, 6, 1).toEpochDay();
    private static final int SCHOOL_AGE = (int) LocalDate.of(2021, 8, 31).toEpochDay();
    private static final long CORRECTED = 500_000_000;

    @Override
    public Form form() {
        return FORM;
    }

    @Override
    public void write(long number, long of, int revision, Draw draw, Row row) {
        Person child = Person.of(draw, World.child(number));
        draw.about(Stream.CHILD, number);
        boolean mother = child.female() && child.bornOn() < OLD_ENOUGH_TO_BE_A_MOTHER && draw.chance(0.05);
        row.key(World.personId(child.number()));
        row.text(child.female() ? "2" : "1");
        row.britishBirth(child.bornOn());
        row.mainCode(child.ethnicity());
        row.text(
                child.bornOn() > SCHOOL_AGE
                        ? "UN" + (1 + revision % 5)
                        : Identifiers.upn(number + revision * CORRECTED));
        row.text(mother ? "1" : child.female() ? "0" : "");
        if (mother) {
            row.britishDay(World.NIGHT - draw.below(300));
        } else {
            row.none();
        }
    }
}
