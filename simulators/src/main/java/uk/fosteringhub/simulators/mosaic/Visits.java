package uk.fosteringhub.simulators.mosaic;

import java.util.EnumSet;
import uk.fosteringhub.simulators.files.Feed;
import uk.fosteringhub.simulators.files.Mistake;
import uk.fosteringhub.simulators.files.Row;
import uk.fosteringhub.simulators.world.Draw;
import uk.fosteringhub.simulators.world.Stream;
import uk.fosteringhub.simulators.world.World;

/**
 * DM_VISITS: five for each household, some five weeks apart; one in sixteen was not made, and one in sixteen not planned. A
 * change moves the hour.
 */
final class Visits implements Feed {
    private static final Form FORM = new Form(
            "mosaic-visits-csv",
            "DM_VISITS.csv",
            "VISIT_ID,PERSON_ID,WORKER_ID,VISIT_TYPE,PLANNED_DATETIME,ACTUAL_DATETIME,REASON_NOT_PLANNED,"
                    + "REASON_VISIT_NOT_MADE,SEEN_ALONE_FLAG,COMPLETED_FLAG",
            EnumSet.of(Mistake.MISSING_KEY, Mistake.IMPOSSIBLE_DATE, Mistake.UNKNOWN_CODE, Mistake.RAGGED_ROW));
    private static final int PER_HOUSEHOLD = 5;
    private static final int DAYS_APART = 36;
    private static final String[] TYPES = {
        "Supervisory visit", "Supervisory visit", "Supervisory visit", "Unannounced visit", "Joint visit"
    };
    private static final String[] NOT_MADE = {"Carer ill", "Worker cancelled", "No access", "Carer on holiday"};
    private static final String[] NOT_PLANNED = {"Emergency or crisis", "Carer request", "Duty visit"};

    @Override
    public Form form() {
        return FORM;
    }

    @Override
    public void write(long number, long of, int revision, Draw draw, Row row) {
        long household = number / PER_HOUSEHOLD;
        int turn = (int) (number % PER_HOUSEHOLD);
        draw.about(Stream.MOSAIC_VISIT, number);
        int day = World.NIGHT - (PER_HOUSEHOLD - turn) * DAYS_APART + draw.below(DAYS_APART - 8);
        int minute = (9 * 4 + draw.below(32) + revision) % 96 * 15;
        boolean made = draw.chance(15.0 / 16);
        boolean planned = !made || draw.chance(15.0 / 16);
        row.key(MosaicIds.VISIT + number);
        row.number(MosaicIds.person(World.primaryCarer(household)));
        row.number(MosaicIds.worker(World.worker(household)));
        row.mainCode(draw.pick(TYPES));
        if (planned) {
            row.mainMinute(day, minute);
        } else {
            row.none();
        }
        if (!made) {
            row.none();
        } else if (planned) {
            row.minute(day, minute);
        } else {
            row.mainMinute(day, minute);
        }
        row.text(planned ? "" : draw.pick(NOT_PLANNED));
        row.text(made ? "" : draw.pick(NOT_MADE));
        row.flag(made && draw.chance(0.8));
        row.flag(made);
    }
}
