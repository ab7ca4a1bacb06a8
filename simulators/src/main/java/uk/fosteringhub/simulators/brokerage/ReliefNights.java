package uk.fosteringhub.simulators.brokerage;

import java.util.EnumSet;
import uk.fosteringhub.simulators.files.Feed;
import uk.fosteringhub.simulators.files.Mistake;
import uk.fosteringhub.simulators.files.Row;
import uk.fosteringhub.simulators.world.Draw;
import uk.fosteringhub.simulators.world.Stream;
import uk.fosteringhub.simulators.world.World;

/** Relief nights (assumed spreadsheet): a child of every second household stays with the next one. Some stays are longer than
 * one county allows, which is no mistake in the record. A change is another number of nights. */
final class ReliefNights implements Feed {
    private static final Form FORM = new Form(
            "brokerage-relief-nights",
            "relief-nights.csv",
            "Relief Ref,Child ID,Relief Household ID,Usual Household ID,Tier,Nights,Start Date,End Date," + "Status",
            EnumSet.of(Mistake.MISSING_KEY, Mistake.IMPOSSIBLE_DATE, Mistake.UNKNOWN_CODE, Mistake.RAGGED_ROW));
    private static final long FIRST_STAY = 1_001;

    @Override
    public Form form() {
        return FORM;
    }

    @Override
    public void write(long number, long of, int revision, Draw draw, Row row) {
        long household = number * 2;
        draw.about(Stream.RELIEF, number);
        int nights = 1 + (draw.below(4) + revision) % 4;
        int start = World.NIGHT + 30 - draw.below(300);
        row.key("N-" + (FIRST_STAY + number));
        row.number(World.personId(World.child(household)));
        row.number(World.householdId(household + 1));
        row.number(World.householdId(household));
        row.number(draw.between(1, 4));
        row.number(nights);
        row.mainBritishDay(start);
        row.britishDay(start + nights);
        row.mainCode(start + nights <= World.NIGHT ? "Taken" : "Booked");
    }
}
