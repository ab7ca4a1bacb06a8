package uk.fosteringhub.simulators.mosaic;

import java.util.EnumSet;
import uk.fosteringhub.simulators.files.Feed;
import uk.fosteringhub.simulators.files.Mistake;
import uk.fosteringhub.simulators.files.Row;
import uk.fosteringhub.simulators.world.Draw;
import uk.fosteringhub.simulators.world.Home;
import uk.fosteringhub.simulators.world.Stream;
import uk.fosteringhub.simulators.world.World;

/**
 * DM_ADDRESSES: one for each person, the same as in LCS, and an earlier one for every fourth. Open ends come as
 * 99991231, and some streets are placeholders. A change is a corrected house number.
 */
final class Addresses implements Feed {
    private static final Form FORM = new Form(
            "mosaic-addresses-csv",
            "DM_ADDRESSES.csv",
            "REF_ADDRESSES_PEOPLE_ID,PERSON_ID,ADDRESS_TYPE,ADDRESS,POST_CODE,UNIQUE_ID,START_DATE,END_DATE,"
                    + "IS_CONTACT_ADDRESS,IS_DISPLAY_ADDRESS",
            EnumSet.of(Mistake.MISSING_KEY, Mistake.IMPOSSIBLE_DATE, Mistake.UNKNOWN_CODE, Mistake.RAGGED_ROW));
    private static final int PERSONS_PER_FIVE_ROWS = 4;
    private static final String[] NO_STREET = {"NOT FOUND", "UNKNOWN", "NO FIXED ABODE"};

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
        draw.about(Stream.MOSAIC_ADDRESS, number);
        int moved = World.NIGHT - 200 - draw.below(3_000);
        boolean placeholder = revision == 0 && draw.chance(0.03);
        row.key(MosaicIds.ADDRESS + number);
        row.number(MosaicIds.person(person));
        row.mainCode(former ? "PREVIOUS" : "HOME");
        row.text(placeholder ? draw.pick(NO_STREET) : oneLine(home, revision));
        row.text(placeholder ? "" : home.postcode());
        row.text(draw.chance(0.1) ? "" : Long.toString(home.uprn()));
        row.mainDay(former ? moved - 2_000 : moved);
        if (former) {
            row.day(moved - 1);
        } else {
            row.text(MosaicIds.OPEN_END);
        }
        row.flag(!former);
        row.flag(!former && draw.chance(0.9));
    }

    private static String oneLine(Home home, int revision) {
        String flat = home.flat().isEmpty() ? "" : home.flat() + ", " + home.building() + ", ";
        return flat + home.house(revision) + " " + home.street() + ", " + home.town();
    }
}
