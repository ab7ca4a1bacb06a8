package uk.fosteringhub.simulators.training;

import java.util.EnumSet;
import uk.fosteringhub.simulators.files.Cells;
import uk.fosteringhub.simulators.files.Feed;
import uk.fosteringhub.simulators.files.Mistake;
import uk.fosteringhub.simulators.files.Row;
import uk.fosteringhub.simulators.lcs.LcsFeeds;
import uk.fosteringhub.simulators.world.Draw;
import uk.fosteringhub.simulators.world.Stream;
import uk.fosteringhub.simulators.world.World;

/** How far each primary carer is with the development standards (assumed tracker), as LCS has it of the household. A change
 * is in when they are due. */
final class Standards implements Feed {
    private static final Form FORM = new Form(
            "training-tsd",
            "training-tsd.csv",
            "Person ID,Household ID,TSD Status,Due Date,Completed Date",
            EnumSet.of(Mistake.MISSING_KEY, Mistake.IMPOSSIBLE_DATE, Mistake.UNKNOWN_CODE, Mistake.RAGGED_ROW));
    private static final Feed HOUSEHOLDS = LcsFeeds.named("lcs-households");

    @Override
    public Form form() {
        return FORM;
    }

    @Override
    public void write(long number, long of, int revision, Draw draw, Row row) {
        Cells lcs = Cells.of(HOUSEHOLDS, number, of, draw);
        draw.about(Stream.TSD, number);
        String status = lcs.text("TSD_STATUS_CODE");
        boolean done = status.equals("COMPLETED") || status.equals("AWAITING_SIGN_OFF");
        int due = lcs.day("APPROVED_DTTM") + (lcs.flag("IS_KINSHIP") ? 548 : 365);
        row.key(World.personId(World.primaryCarer(number)));
        row.number(World.householdId(number));
        row.mainCode(status);
        row.mainBritishDay(due + revision);
        row.britishDayOrNone(done ? Math.min(World.NIGHT, due - draw.below(200)) : Row.NO_DAY);
    }
}
