package uk.fosteringhub.simulators.lcs;

import java.util.EnumSet;
import uk.fosteringhub.simulators.files.Feed;
import uk.fosteringhub.simulators.files.Mistake;
import uk.fosteringhub.simulators.files.Row;
import uk.fosteringhub.simulators.world.Draw;
import uk.fosteringhub.simulators.world.Identifiers;
import uk.fosteringhub.simulators.world.Stream;
import uk.fosteringhub.simulators.world.Words;
import uk.fosteringhub.simulators.world.World;

/** DIM_WORKER: supervising social workers and those around them. A change is a move to the next team. */
final class Workers implements Feed {
    private static final Form FORM = new Form(
            "lcs-workers",
            "DIM_WORKER.csv",
            "DIM_WORKER_ID,STAFF_ID,WORKER_ID_CODE,FORENAME,SURNAME,JOB_TITLE,TEAM,EMAIL,TELEPHONE,START_DTTM,END_DTTM",
            EnumSet.of(Mistake.MISSING_KEY, Mistake.IMPOSSIBLE_DATE, Mistake.RAGGED_ROW));
    private static final String[] JOBS = {
        "Supervising Social Worker",
        "Supervising Social Worker",
        "Senior Social Worker",
        "Social Worker",
        "Fostering Recruitment Officer",
        "Team Manager",
        "Duty Worker"
    };
    private static final String[] TEAMS = {
        "Fostering East", "Fostering West", "Kinship", "Recruitment and Assessment", "Fostering Duty"
    };

    @Override
    public Form form() {
        return FORM;
    }

    @Override
    public void write(long number, long of, int revision, Draw draw, Row row) {
        draw.about(Stream.WORKER, number);
        boolean female = draw.chance(0.8);
        int started = World.NIGHT - 30 - draw.below(5_000);
        row.key(World.workerId(number));
        row.text(draw.chance(0.03) ? "unknown" : "E" + (40_000 + number));
        row.text(draw.chance(0.1) ? "-1" : "SW" + (1_000_000 + number));
        row.text(draw.pick(female ? Words.GIVEN_FEMALE : Words.GIVEN_MALE));
        row.text(draw.pick(Words.FAMILY));
        row.text(draw.pick(JOBS));
        row.text(TEAMS[(draw.below(TEAMS.length) + revision) % TEAMS.length]);
        row.text("worker" + number + "@example.org");
        row.text(Identifiers.landline(draw));
        row.mainDay(started);
        row.dayOrNone(draw.chance(0.1) ? started + draw.below(World.NIGHT - started) : Row.NO_DAY);
    }
}
