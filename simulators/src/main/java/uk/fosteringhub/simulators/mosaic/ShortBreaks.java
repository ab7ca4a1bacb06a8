package uk.fosteringhub.simulators.mosaic;

import java.util.EnumSet;
import uk.fosteringhub.simulators.files.Feed;
import uk.fosteringhub.simulators.files.Mistake;
import uk.fosteringhub.simulators.files.Row;
import uk.fosteringhub.simulators.world.Draw;
import uk.fosteringhub.simulators.world.Stream;
import uk.fosteringhub.simulators.world.World;

/** DM_SHORT_BREAKS: weekends of every second household's first child with the next household. A change is a night more. */
final class ShortBreaks implements Feed {
    private static final Form FORM = new Form(
            "mosaic-short-breaks-csv",
            "DM_SHORT_BREAKS.csv",
            "SHORT_BREAK_ID,PERSON_ID,HOUSEHOLD_ID,USUAL_HOUSEHOLD_ID,TYPE,NIGHTS,START_DATE,END_DATE,STATUS",
            EnumSet.of(Mistake.MISSING_KEY, Mistake.IMPOSSIBLE_DATE, Mistake.UNKNOWN_CODE, Mistake.RAGGED_ROW));

    @Override
    public Form form() {
        return FORM;
    }

    @Override
    public void write(long number, long of, int revision, Draw draw, Row row) {
        long household = number * 2;
        int day = World.NIGHT - 60 + draw.about(Stream.MOSAIC_BREAK, number).below(100);
        int nights = 1 + draw.below(3) + revision;
        row.key(MosaicIds.BREAK + number);
        row.number(MosaicIds.person(World.child(household)));
        row.number(World.householdId(household + 1));
        row.number(World.householdId(household));
        row.mainCode("Short break");
        row.number(nights);
        row.mainDay(day);
        row.day(day + nights);
        row.text(day + nights <= World.NIGHT ? "Completed" : "Booked");
    }
}
