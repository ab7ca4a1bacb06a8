package uk.fosteringhub.simulators.mosaic;

import java.util.EnumSet;
import uk.fosteringhub.simulators.files.Feed;
import uk.fosteringhub.simulators.files.Mistake;
import uk.fosteringhub.simulators.files.Row;
import uk.fosteringhub.simulators.world.Draw;
import uk.fosteringhub.simulators.world.Stream;
import uk.fosteringhub.simulators.world.Words;
import uk.fosteringhub.simulators.world.World;

/** DM_WORKERS: one for every ten households. A change is another team. */
final class Workers implements Feed {
    private static final Form FORM = new Form(
            "mosaic-workers-csv",
            "DM_WORKERS.csv",
            "WORKER_ID,FIRST_NAMES,LAST_NAMES,EMAIL_ADDRESS,TEAM_NAME,JOB_TITLE,REGISTRATION_NUMBER,START_DATE,END_DATE",
            EnumSet.of(Mistake.MISSING_KEY, Mistake.IMPOSSIBLE_DATE, Mistake.RAGGED_ROW));
    private static final String[] TEAMS = {"Fostering North", "Fostering South", "Fostering Duty", "Kinship"};

    @Override
    public Form form() {
        return FORM;
    }

    @Override
    public void write(long number, long of, int revision, Draw draw, Row row) {
        draw.about(Stream.WORKER, ~number);
        row.key(MosaicIds.worker(number));
        row.text(draw.pick(Words.GIVEN_FEMALE));
        row.text(draw.pick(Words.FAMILY));
        row.text("worker" + MosaicIds.worker(number) + "@example.org");
        row.text(TEAMS[(draw.below(TEAMS.length) + revision) % TEAMS.length]);
        row.text("Supervising Social Worker");
        row.text("SW9" + (1_000 + number));
        row.mainDay(World.NIGHT - 400 - draw.below(4_000));
        row.text(MosaicIds.OPEN_END);
    }
}
