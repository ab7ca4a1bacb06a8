package uk.fosteringhub.simulators.mosaic;

import java.util.EnumSet;
import uk.fosteringhub.simulators.files.Feed;
import uk.fosteringhub.simulators.files.Mistake;
import uk.fosteringhub.simulators.files.Row;
import uk.fosteringhub.simulators.world.Draw;
import uk.fosteringhub.simulators.world.Stream;
import uk.fosteringhub.simulators.world.World;

/**
 * DM_WORKFLOW_STEPS: of the episode "Approved Foster Carer Visit", three for each household: the visit, its authorisation by
 * a manager, and the next visit, some of which are cancelled with a new date. A change moves the day it is due.
 */
final class WorkflowSteps implements Feed {
    private static final Form FORM = new Form(
            "mosaic-workflow-steps-csv",
            "DM_WORKFLOW_STEPS.csv",
            "WORKFLOW_STEP_ID,PERSON_ID,EPISODE_TYPE,STEP_TYPE,STATUS,ASSIGNEE_WORKER_ID,AUTHORISED_BY_WORKER_ID,"
                    + "PREVIOUS_STEP_ID,DUE_DATE,STARTED_DATETIME,COMPLETED_DATETIME,CANCELLED_REASON,REARRANGED_DATE",
            EnumSet.of(Mistake.MISSING_KEY, Mistake.IMPOSSIBLE_DATE, Mistake.UNKNOWN_CODE, Mistake.RAGGED_ROW));
    private static final int PER_HOUSEHOLD = 3;
    private static final int AUTHORISATION = 1;
    private static final int NEXT_VISIT = 2;

    @Override
    public Form form() {
        return FORM;
    }

    @Override
    public void write(long number, long of, int revision, Draw draw, Row row) {
        long household = number / PER_HOUSEHOLD;
        int turn = (int) (number % PER_HOUSEHOLD);
        int visit = World.NIGHT - 30 - draw.about(Stream.MOSAIC_STEP, household).below(15);
        boolean cancelled = turn == NEXT_VISIT && draw.chance(0.15);
        int day = visit + turn * 12;
        row.key(MosaicIds.STEP + number);
        row.number(MosaicIds.person(World.primaryCarer(household)));
        row.text("Approved Foster Carer Visit");
        row.mainCode(turn == AUTHORISATION ? "Manager authorisation" : "Supervisory visit");
        row.text(cancelled ? "Cancelled" : turn == AUTHORISATION ? "Authorised" : turn == 0 ? "Completed" : "Incoming");
        row.number(MosaicIds.worker(World.worker(household)));
        row.text(turn == AUTHORISATION ? Long.toString(MosaicIds.worker(0)) : "");
        row.text(turn == 0 ? "" : Long.toString(MosaicIds.STEP + number - 1));
        row.mainDay(day + 2 + revision);
        if (turn == NEXT_VISIT) {
            row.none().none();
        } else {
            row.minute(day, 10 * 60).minute(day, 16 * 60);
        }
        row.text(cancelled ? "Carer ill" : "");
        row.dayOrNone(cancelled ? day + 6 : Row.NO_DAY);
    }
}
