package uk.fosteringhub.simulators.lcs;

import java.util.EnumSet;
import uk.fosteringhub.simulators.files.Feed;
import uk.fosteringhub.simulators.files.Mistake;
import uk.fosteringhub.simulators.files.Row;
import uk.fosteringhub.simulators.world.Draw;
import uk.fosteringhub.simulators.world.Home;
import uk.fosteringhub.simulators.world.Stream;
import uk.fosteringhub.simulators.world.World;

/**
 * DIM_PERSON_ADDRESS: one for each person, mostly that of the household, and an earlier one for every fourth. A change is a
 * corrected house number.
 */
final class Addresses implements Feed {
    private static final Form FORM = new Form(
            "lcs-addresses",
            "DIM_PERSON_ADDRESS.csv",
            "DIM_PERSON_ADDRESS_ID,DIM_PERSON_ID,ADDSS_TYPE_CODE,START_DTTM,END_DTTM,FLAT_NO,BUILDING,HOUSE_NO,STREET,"
                    + "TOWN,POSTCODE,UPRN",
            EnumSet.of(Mistake.MISSING_KEY, Mistake.IMPOSSIBLE_DATE, Mistake.UNKNOWN_CODE, Mistake.RAGGED_ROW));
    private static final int PERSONS_PER_FIVE_ROWS = 4;
    private static final String[] NO_POSTCODE = {"XXXX XXX", "nopostcode", "XXX XXX"};
    private static final long FIRST_ID = 300_001;

    @Override
    public Form form() {
        return FORM;
    }

    @Override
    public void write(long number, long of, int revision, Draw draw, Row row) {
        long inFive = number % (PERSONS_PER_FIVE_ROWS + 1);
        boolean former = inFive == PERSONS_PER_FIVE_ROWS;
        long person = number / (PERSONS_PER_FIVE_ROWS + 1) * PERSONS_PER_FIVE_ROWS + (former ? 0 : inFive);
        Home home = former ? Home.former(draw, person) : Home.of(draw, person);
        draw.about(Stream.ADDRESS, number);
        int moved = World.NIGHT - 200 - draw.below(3_000);
        row.key(FIRST_ID + number);
        row.number(World.personId(person));
        row.mainCode(former ? "PREVIOUS" : draw.chance(0.95) ? "HOME" : "TEMPORARY");
        row.mainDay(former ? moved - 2_000 : moved);
        row.dayOrNone(former ? moved - 1 : Row.NO_DAY);
        row.text(home.flat());
        row.text(home.building());
        row.number(home.house(revision));
        row.text(home.street());
        row.text(home.town());
        row.text(draw.chance(0.02) ? draw.pick(NO_POSTCODE) : home.postcode());
        row.number(draw.chance(0.1) ? -1 : home.uprn());
    }
}
