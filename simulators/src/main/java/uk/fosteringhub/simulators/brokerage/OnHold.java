package uk.fosteringhub.simulators.brokerage;

import java.util.EnumSet;
import uk.fosteringhub.simulators.files.Feed;
import uk.fosteringhub.simulators.files.Mistake;
import uk.fosteringhub.simulators.files.Row;
import uk.fosteringhub.simulators.world.Draw;
import uk.fosteringhub.simulators.world.Stream;
import uk.fosteringhub.simulators.world.World;

/** Households that take no placements, or fewer (assumed list): one household in ten. A change is another expected end. */
final class OnHold implements Feed {
    private static final Form FORM = new Form(
            "brokerage-on-hold",
            "on-hold-carers.csv",
            "Hold Ref,Household ID,Type,Reason,Places,Start Date,Expected End Date,End Date",
            EnumSet.of(Mistake.MISSING_KEY, Mistake.IMPOSSIBLE_DATE, Mistake.UNKNOWN_CODE, Mistake.RAGGED_ROW));
    private static final long FIRST_HOLD = 1_001;
    private static final int HOUSEHOLDS_EACH = 10;
    private static final String[] REASONS = {
        "Illness", "Holiday", "Break", "Moving house", "Matching", "Family circumstances"
    };

    @Override
    public Form form() {
        return FORM;
    }

    @Override
    public void write(long number, long of, int revision, Draw draw, Row row) {
        draw.about(Stream.ON_HOLD, number);
        boolean reduced = draw.chance(0.3);
        int start = World.NIGHT - draw.below(200);
        row.key("H-" + (FIRST_HOLD + number));
        row.number(World.householdId(number * HOUSEHOLDS_EACH));
        row.text(reduced ? "Reduced" : "On hold");
        row.mainCode(draw.pick(REASONS));
        row.text(reduced ? "1" : "");
        row.mainBritishDay(start);
        row.britishDay(World.NIGHT + draw.between(7, 120) + revision);
        row.none();
    }
}
