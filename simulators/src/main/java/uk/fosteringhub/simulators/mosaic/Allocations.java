package uk.fosteringhub.simulators.mosaic;

import java.util.EnumSet;
import uk.fosteringhub.simulators.files.Feed;
import uk.fosteringhub.simulators.files.Mistake;
import uk.fosteringhub.simulators.files.Row;
import uk.fosteringhub.simulators.world.Draw;
import uk.fosteringhub.simulators.world.Stream;
import uk.fosteringhub.simulators.world.World;

/**
 * PEOPLE_WORKERS: two for each household, the supervising social worker of now and the one before, with the primary carer.
 * A change moves the first day.
 */
final class Allocations implements Feed {
    private static final Form FORM = new Form(
            "mosaic-allocations-csv",
            "PEOPLE_WORKERS.csv",
            "PEOPLE_WORKER_ID,PERSON_ID,WORKER_ID,TYPE,START_DATE,END_DATE,END_REASON",
            EnumSet.of(Mistake.MISSING_KEY, Mistake.IMPOSSIBLE_DATE, Mistake.UNKNOWN_CODE, Mistake.RAGGED_ROW));
    private static final String[] REASONS = {"MANAGE", "LEFTRL", "ORGRST", "TSPROC", "ABSENC", "PCCHAN", "OTHERS"};

    @Override
    public Form form() {
        return FORM;
    }

    @Override
    public void write(long number, long of, int revision, Draw draw, Row row) {
        long household = number / 2;
        boolean former = number % 2 == 1;
        draw.about(Stream.MOSAIC_ALLOCATION, household);
        int handover = World.NIGHT - 20 - draw.below(1_000);
        row.key(MosaicIds.ALLOCATION + number);
        row.number(MosaicIds.person(World.primaryCarer(household)));
        row.number(MosaicIds.worker(former ? World.worker(household) / 2 : World.worker(household)));
        row.mainCode("ALLWKR");
        row.mainDay((former ? handover - 700 : handover) - revision);
        if (former) {
            row.day(handover);
        } else {
            row.text(MosaicIds.OPEN_END);
        }
        row.text(former ? draw.pick(REASONS) : "");
    }
}
