package uk.fosteringhub.simulators.lcs;

import java.util.EnumSet;
import uk.fosteringhub.simulators.files.Feed;
import uk.fosteringhub.simulators.files.Mistake;
import uk.fosteringhub.simulators.files.Row;
import uk.fosteringhub.simulators.world.Draw;
import uk.fosteringhub.simulators.world.Stream;
import uk.fosteringhub.simulators.world.World;

/**
 * FACT_INVOLVEMENTS: two for each household, the supervising social worker of now and the one before. A change moves the
 * first day of the allocation.
 */
final class Allocations implements Feed {
    private static final Form FORM = new Form(
            "lcs-allocations",
            "FACT_INVOLVEMENTS.csv",
            "FACT_INVOLVEMENTS_ID,DIM_PERSON_ID,HOUSEHOLD_ID,DIM_WORKER_ID,START_DTTM,END_DTTM,"
                    + "DIM_LOOKUP_INVOLVEMENT_TYPE_CODE,DIM_LOOKUP_CWREASON_CODE,IS_ALLOCATED_CW_FLAG",
            EnumSet.of(Mistake.MISSING_KEY, Mistake.IMPOSSIBLE_DATE, Mistake.UNKNOWN_CODE, Mistake.RAGGED_ROW));
    private static final long FIRST_ID = 400_001;
    /** The published reasons for a change of social worker. */
    private static final String[] REASONS = {
        "MANAGE", "FCONTA", "LEFTRL", "ORGRST", "TSPROC", "ABSENC", "CHCHAN", "PCCHAN", "OTHERS"
    };

    @Override
    public Form form() {
        return FORM;
    }

    @Override
    public void write(long number, long of, int revision, Draw draw, Row row) {
        long household = number / 2;
        boolean former = number % 2 == 1;
        int handover =
                World.NIGHT - 20 - draw.about(Stream.ALLOCATION, household).below(1_100);
        draw.about(Stream.ALLOCATION, ~number);
        row.key(FIRST_ID + number);
        row.number(World.personId(World.primaryCarer(household)));
        row.number(World.householdId(household));
        row.number(World.workerId(former ? World.worker(household) / 2 : World.worker(household)));
        row.mainDay((former ? handover - draw.between(200, 1_000) : handover) - revision);
        row.dayOrNone(former ? handover : Row.NO_DAY);
        row.mainCode(draw.chance(0.9) ? "SSW" : "DUTY");
        row.text(former ? draw.pick(REASONS) : "");
        row.flag(!former);
    }
}
