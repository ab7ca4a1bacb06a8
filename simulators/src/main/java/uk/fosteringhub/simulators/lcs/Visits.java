package uk.fosteringhub.simulators.lcs;

import java.util.EnumSet;
import uk.fosteringhub.simulators.files.Feed;
import uk.fosteringhub.simulators.files.Mistake;
import uk.fosteringhub.simulators.files.Row;
import uk.fosteringhub.simulators.world.Draw;
import uk.fosteringhub.simulators.world.Stream;
import uk.fosteringhub.simulators.world.World;

/**
 * FACT_CASENOTES: ten for each household, some five weeks apart; one in sixteen was not held, with reason and new date.
 * A change moves the hour of the visit.
 */
final class Visits implements Feed {
    private static final Form FORM = new Form(
            "lcs-visits",
            "FACT_CASENOTES.csv",
            "FACT_CASENOTE_ID,DIM_PERSON_ID,HOUSEHOLD_ID,DIM_WORKER_ID,PLANNED_DTTM,EVENT_DTTM,"
                    + "DIM_LOOKUP_CASNT_TYPE_ID_CODE,SEEN_FLAG,UNANNOUNCED_FLAG,REASON_NOT_HELD_CODE,REARRANGED_DTTM",
            EnumSet.of(Mistake.MISSING_KEY, Mistake.IMPOSSIBLE_DATE, Mistake.UNKNOWN_CODE, Mistake.RAGGED_ROW));
    private static final long FIRST_ID = 600_001;
    private static final int PER_HOUSEHOLD = 10;
    private static final int DAYS_APART = 36;
    private static final String[] TYPES = {
        "SUPERVISORY", "SUPERVISORY", "SUPERVISORY", "SUPERVISORY", "UNANNOUNCED", "JOINT", "ANNUAL_REVIEW"
    };
    private static final String[] NOT_HELD = {"CARER_ILL", "WORKER_ILL", "HOLIDAY", "CARER_CANCELLED", "NO_ANSWER"};

    @Override
    public Form form() {
        return FORM;
    }

    @Override
    public void write(long number, long of, int revision, Draw draw, Row row) {
        long household = number / PER_HOUSEHOLD;
        int turn = (int) (number % PER_HOUSEHOLD);
        draw.about(Stream.VISIT, number);
        int day = World.NIGHT - (PER_HOUSEHOLD - turn) * DAYS_APART + draw.below(DAYS_APART - 8);
        int minute = (9 * 4 + draw.below(32) + revision) % 96 * 15;
        boolean held = draw.chance(15.0 / 16);
        String type = draw.pick(TYPES);
        row.key(FIRST_ID + number);
        row.number(World.personId(World.primaryCarer(household)));
        row.number(World.householdId(household));
        row.number(World.workerId(World.worker(household)));
        row.mainMinute(day, minute);
        if (held) {
            row.minute(day, minute);
        } else {
            row.none();
        }
        row.mainCode(type);
        row.flag(held && draw.chance(0.9));
        row.flag(type.equals("UNANNOUNCED"));
        row.text(held ? "" : draw.pick(NOT_HELD));
        row.dayOrNone(held ? Row.NO_DAY : day + draw.between(1, 7));
    }
}
