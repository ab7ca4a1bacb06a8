package uk.fosteringhub.simulators.charms;

import java.util.EnumSet;
import uk.fosteringhub.simulators.files.Cells;
import uk.fosteringhub.simulators.files.Feed;
import uk.fosteringhub.simulators.files.Mistake;
import uk.fosteringhub.simulators.files.Row;
import uk.fosteringhub.simulators.lcs.LcsFeeds;
import uk.fosteringhub.simulators.world.Draw;
import uk.fosteringhub.simulators.world.Identifiers;
import uk.fosteringhub.simulators.world.Stream;
import uk.fosteringhub.simulators.world.World;

/** Carers (assumed), and the other adults of their households: what LCS says of them, under CHARMS' own number. Two in a
 * hundred were not moved over from LCS, and one in fifty has another mobile number than there. A change is a new mobile
 * number. */
final class Carers implements Feed {
    private static final Form FORM = new Form(
            "charms-carers",
            "charms-carers.csv",
            "Foster Parent ID,LCS Number,Role,Title,First Name,Middle Names,Surname,Previous Surname,"
                    + "Date of Birth,Gender,Ethnicity,Email,Home Phone,Mobile Phone,Status",
            EnumSet.of(
                    Mistake.MISSING_KEY,
                    Mistake.IMPOSSIBLE_DATE,
                    Mistake.BORN_IN_THE_FUTURE,
                    Mistake.UNKNOWN_CODE,
                    Mistake.RAGGED_ROW));
    private static final Feed PERSONS = LcsFeeds.named("lcs-persons");
    private static final int ADULTS = 2;

    @Override
    public Form form() {
        return FORM;
    }

    @Override
    public void write(long number, long of, int revision, Draw draw, Row row) {
        long household = number / ADULTS;
        long person = number % ADULTS == 0 ? World.primaryCarer(household) : World.partner(household);
        Cells lcs = Cells.of(PERSONS, person, of, draw);
        draw.about(Stream.CHARMS, number);
        boolean movedOver = !draw.chance(0.02);
        int step = revision + (draw.chance(0.02) ? 1 : 0);
        boolean carer = lcs.flag("IS_FOSTER");
        row.key(CharmsKeys.fosterParent(number));
        row.text(movedOver ? lcs.text("DIM_PERSON_ID") : "");
        row.text(carer ? "Foster Carer" : "Household Member");
        row.text(lcs.text("TITLE"));
        row.text(lcs.text("FORENAME"));
        row.text(lcs.text("MIDDLE_NAMES"));
        row.text(lcs.text("SURNAME"));
        row.text(lcs.text("PREVIOUS_SURNAME"));
        row.britishBirth(lcs.day("BIRTH_DTTM"));
        row.text(lcs.text("GENDER_MAIN_CODE").equals("F") ? "Female" : "Male");
        row.mainCode(lcs.text("ETHNICITY_MAIN_CODE"));
        row.text(lcs.text("EMAIL"));
        row.text(lcs.text("HOME_TELEPHONE"));
        row.text(later(lcs.text("MOBILE_TELEPHONE"), step));
        row.text(carer ? "Approved" : lcs.flag("WAS_FOSTER") ? "Resigned" : "");
    }

    /** The same number some places on in the range. */
    private static String later(String telephone, int step) {
        int digits = telephone.length() - 3;
        int line = Integer.parseInt(telephone.substring(digits));
        return telephone.substring(0, digits) + Identifiers.threeDigits((line + step) % 1000);
    }
}
