package uk.fosteringhub.simulators.lcs;

import java.util.EnumSet;
import uk.fosteringhub.simulators.files.Feed;
import uk.fosteringhub.simulators.files.Mistake;
import uk.fosteringhub.simulators.files.Row;
import uk.fosteringhub.simulators.world.Draw;
import uk.fosteringhub.simulators.world.Stream;
import uk.fosteringhub.simulators.world.World;

/**
 * FACT_FOSTER_ASSESSMENT (assumed): three for four households, each as far along its milestones as its age lets it be.
 * For those of the last weeks nobody has asked for checks yet: that is left to a hub. A change is a corrected day on which
 * the medical was asked for, or the first stage began.
 */
final class Assessments implements Feed {
    private static final Form FORM = new Form(
            "lcs-assessments",
            "FACT_FOSTER_ASSESSMENT.csv",
            "ASSESSMENT_ID,HOUSEHOLD_ID,ENQUIRY_ID,DIM_WORKER_ID,ASSESSMENT_TYPE_CODE,START_DTTM,STAGE1_START_DTTM,"
                    + "STAGE1_END_DTTM,STAGE2_START_DTTM,DBS_REQUESTED_DTTM,DBS_RETURNED_DTTM,MEDICAL_REQUESTED_DTTM,"
                    + "MEDICAL_RETURNED_DTTM,REFERENCES_DTTM,TRAINING_DTTM,REPORT_DTTM,PANEL_DTTM,DECISION_DTTM,"
                    + "OUTCOME_CODE,END_DTTM,END_REASON_CODE",
            EnumSet.of(Mistake.MISSING_KEY, Mistake.IMPOSSIBLE_DATE, Mistake.UNKNOWN_CODE, Mistake.RAGGED_ROW));
    private static final long FIRST_ID = 80_001;
    private static final int DAYS_TO_DECISION = 190;

    @Override
    public Form form() {
        return FORM;
    }

    @Override
    public void write(long number, long of, int revision, Draw draw, Row row) {
        long household = number * 4 / 3;
        draw.about(Stream.ASSESSMENT, number);
        int start = World.NIGHT - 10 - draw.below(900);
        boolean withdrawn = draw.chance(0.12);
        boolean decided = !withdrawn && start + DAYS_TO_DECISION + 40 < World.NIGHT;
        row.key(FIRST_ID + number);
        row.number(World.householdId(household));
        row.number(draw.chance(0.5) ? World.enquiryId(household) : -1);
        row.number(World.workerId(World.worker(household)));
        row.mainCode(draw.pick(LcsCodes.ASSESSMENT_TYPES));
        boolean asked = start < World.NIGHT - World.DAYS_WITHOUT_CHECKS;
        row.mainDay(start);
        row.day(start + (asked ? 0 : revision % 10));
        reached(row, start + draw.between(50, 70), withdrawn);
        reached(row, start + draw.between(71, 80), withdrawn);
        row.dayOrNone(only(asked, start + draw.between(1, 9)));
        reached(row, only(asked, start + draw.between(20, 70)), withdrawn);
        row.dayOrNone(only(asked, start + (draw.below(10) + revision) % 10));
        reached(row, only(asked, start + draw.between(30, 90)), withdrawn);
        reached(row, start + draw.between(40, 80), withdrawn);
        reached(row, start + draw.between(60, 110), withdrawn);
        reached(row, start + DAYS_TO_DECISION - 25, withdrawn);
        reached(row, start + DAYS_TO_DECISION - 8, withdrawn);
        row.dayOrNone(decided ? start + DAYS_TO_DECISION : Row.NO_DAY);
        row.text(decided ? draw.chance(0.9) ? "APPROVED" : "REJECTED_AFTER_PANEL" : "");
        row.dayOrNone(decided ? start + DAYS_TO_DECISION : withdrawn ? start + 10 : Row.NO_DAY);
        row.text(withdrawn ? "APPLICANT_WITHDREW" : decided ? "COMPLETED" : "");
    }

    private static int only(boolean so, int day) {
        return so ? day : Row.NO_DAY;
    }

    private static void reached(Row row, int day, boolean withdrawn) {
        row.dayOrNone(withdrawn || day > World.NIGHT ? Row.NO_DAY : day);
    }
}
