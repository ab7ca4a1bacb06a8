package uk.fosteringhub.simulators.lcs;

import java.util.EnumSet;
import uk.fosteringhub.simulators.files.Feed;
import uk.fosteringhub.simulators.files.Mistake;
import uk.fosteringhub.simulators.files.Row;
import uk.fosteringhub.simulators.world.Draw;
import uk.fosteringhub.simulators.world.Stream;
import uk.fosteringhub.simulators.world.World;

/** FACT_FOSTER_APPROVAL (assumed): one for each household, and an earlier one for every fourth. A change is another
 * number of places. */
final class Approvals implements Feed {
    private static final Form FORM = new Form(
            "lcs-approvals",
            "FACT_FOSTER_APPROVAL.csv",
            "APPROVAL_ID,HOUSEHOLD_ID,APPROVAL_TYPE_CODE,STATUS_CODE,APPROVED_DTTM,REVIEW_DUE_DTTM,END_DTTM,"
                    + "END_REASON_CODE,PLACES,AGE_FROM,AGE_TO,TERMS",
            EnumSet.of(Mistake.MISSING_KEY, Mistake.IMPOSSIBLE_DATE, Mistake.UNKNOWN_CODE, Mistake.RAGGED_ROW));
    private static final int HOUSEHOLDS_PER_FIVE_ROWS = 4;
    private static final long FIRST_ID = 50_001;
    private static final String[] TERMS = {
        "",
        "Up to two children, siblings only",
        "Named child",
        "Short term, either sex",
        "Parent and child, one \"set\""
    };

    @Override
    public Form form() {
        return FORM;
    }

    @Override
    public void write(long number, long of, int revision, Draw draw, Row row) {
        long inFive = number % (HOUSEHOLDS_PER_FIVE_ROWS + 1);
        boolean former = inFive == HOUSEHOLDS_PER_FIVE_ROWS;
        long household = number / (HOUSEHOLDS_PER_FIVE_ROWS + 1) * HOUSEHOLDS_PER_FIVE_ROWS + (former ? 0 : inFive);
        draw.about(Stream.APPROVAL, number);
        int approved = World.NIGHT - 400 - draw.below(2_500) - (former ? 1_000 : 0);
        int youngest = draw.below(12);
        row.key(FIRST_ID + number);
        row.number(World.householdId(household));
        row.mainCode(draw.chance(0.06) ? "TEMPORARY" : "FULL");
        row.text(former ? "ENDED" : "CURRENT");
        row.mainDay(approved);
        row.dayOrNone(former ? Row.NO_DAY : World.NIGHT + draw.between(1, 360) - 30);
        row.dayOrNone(former ? approved + draw.between(200, 900) : Row.NO_DAY);
        row.text(former ? draw.pick(LcsCodes.END_REASONS) : "");
        row.number(1 + (draw.below(3) + revision) % 3);
        row.number(youngest);
        row.number(draw.between(youngest + 1, 18));
        row.text(draw.pick(TERMS));
    }
}
