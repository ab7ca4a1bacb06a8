package uk.fosteringhub.simulators.charms;

import java.util.EnumSet;
import uk.fosteringhub.simulators.files.Feed;
import uk.fosteringhub.simulators.files.Mistake;
import uk.fosteringhub.simulators.files.Row;
import uk.fosteringhub.simulators.world.Draw;
import uk.fosteringhub.simulators.world.Stream;
import uk.fosteringhub.simulators.world.World;

/** Progress lines (assumed): three for each primary carer, stage one, stage two and panel. A change is another day by which
 * the stage is due. */
final class Progress implements Feed {
    private static final Form FORM = new Form(
            "charms-progress",
            "charms-progress.csv",
            "Progress ID,Foster Parent ID,Household ID,Episode,Stage,Status,Worker,Authorised By,"
                    + "Previous Progress ID,Due Date,Started,Completed,Cancelled Reason,Rearranged To",
            EnumSet.of(Mistake.MISSING_KEY, Mistake.IMPOSSIBLE_DATE, Mistake.UNKNOWN_CODE, Mistake.RAGGED_ROW));
    private static final String[] STAGES = {"Stage one", "Stage two", "Panel"};
    private static final long FIRST_ID = 40_001;
    private static final int DAYS_A_STAGE = 60;

    @Override
    public Form form() {
        return FORM;
    }

    @Override
    public void write(long number, long of, int revision, Draw draw, Row row) {
        long household = number / STAGES.length;
        int turn = (int) (number % STAGES.length);
        draw.about(Stream.PROGRESS, household);
        int begun = World.NIGHT - 150 - draw.below(2_000);
        int minute = draw.between(9 * 60, 15 * 60);
        int started = begun + turn * DAYS_A_STAGE;
        boolean done = started + DAYS_A_STAGE <= World.NIGHT;
        row.key(FIRST_ID + number);
        row.text(CharmsKeys.fosterParent(2 * household));
        row.text(CharmsKeys.household(household));
        row.text("Fostering assessment");
        row.mainCode(STAGES[turn]);
        row.text(done ? "Completed" : "In progress");
        row.number(World.workerId(World.worker(household)));
        row.text(done ? Long.toString(World.workerId(0)) : "");
        row.text(turn > 0 ? Long.toString(FIRST_ID + number - 1) : "");
        row.britishDay(started + DAYS_A_STAGE + revision);
        row.mainMinute(started, minute);
        if (done) {
            row.minute(started + DAYS_A_STAGE - 1, minute);
        } else {
            row.none();
        }
        row.none().none();
    }
}
