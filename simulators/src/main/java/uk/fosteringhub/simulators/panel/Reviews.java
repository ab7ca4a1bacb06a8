package uk.fosteringhub.simulators.panel;

import java.util.EnumSet;
import uk.fosteringhub.simulators.files.Cells;
import uk.fosteringhub.simulators.files.Feed;
import uk.fosteringhub.simulators.files.Mistake;
import uk.fosteringhub.simulators.files.Row;
import uk.fosteringhub.simulators.lcs.LcsFeeds;
import uk.fosteringhub.simulators.world.Draw;
import uk.fosteringhub.simulators.world.Stream;
import uk.fosteringhub.simulators.world.World;

/** Reviews of approvals (assumed spreadsheet): the last one that fell due, for each household. The first goes to panel. A
 * change is in when the next one is due. */
final class Reviews implements Feed {
    private static final Form FORM = new Form(
            "panel-reviews",
            "panel-reviews.csv",
            "Review Ref,Household ID,Chaired By,Review Type,Due Date,Held Date,To Panel,Outcome," + "Next Review Due",
            EnumSet.of(Mistake.MISSING_KEY, Mistake.IMPOSSIBLE_DATE, Mistake.UNKNOWN_CODE, Mistake.RAGGED_ROW));
    private static final Feed HOUSEHOLDS = LcsFeeds.named("lcs-households");
    private static final long FIRST_REVIEW = 1_001;
    private static final int YEAR = 365;

    @Override
    public Form form() {
        return FORM;
    }

    @Override
    public void write(long number, long of, int revision, Draw draw, Row row) {
        Cells lcs = Cells.of(HOUSEHOLDS, number, of, draw);
        draw.about(Stream.REVIEW, number);
        int approved = lcs.day("APPROVED_DTTM");
        int year = (World.NIGHT - approved) / YEAR;
        int due = approved + year * YEAR;
        int held = due - 14 + draw.below(40);
        boolean done = held <= World.NIGHT;
        row.key("R/" + (FIRST_REVIEW + number));
        row.number(World.householdId(number));
        row.number(World.workerId(World.worker(number)));
        row.mainCode(year == 1 ? "First annual review" : "Annual review");
        row.mainBritishDay(due);
        row.britishDayOrNone(done ? held : Row.NO_DAY);
        row.flag(year == 1 || draw.chance(0.1));
        row.text(!done ? "" : draw.chance(0.9) ? "Continued approval" : "Change of approval");
        row.britishDay(due + YEAR - revision);
    }
}
