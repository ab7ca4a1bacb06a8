package uk.fosteringhub.simulators.medical;

import java.util.EnumSet;
import uk.fosteringhub.simulators.files.Feed;
import uk.fosteringhub.simulators.files.Mistake;
import uk.fosteringhub.simulators.files.Row;
import uk.fosteringhub.simulators.world.Draw;
import uk.fosteringhub.simulators.world.Stream;
import uk.fosteringhub.simulators.world.World;

/**
 * What the medical adviser's office says of adult health reports (assumed): for the primary carer of every fifth
 * household. Some reports have not come back. A change is a later day on which the report went to the GP.
 */
public final class Outcomes implements Feed {
    private static final Form FORM = new Form(
            "medical-outcomes",
            "medical-outcomes.csv",
            "REFERENCE,PERSON_ID,FORM,SENT_TO_GP_DATE,CHASED_DATE,OUTCOME,OUTCOME_DATE,VALID_UNTIL",
            EnumSet.of(Mistake.MISSING_KEY, Mistake.IMPOSSIBLE_DATE, Mistake.UNKNOWN_CODE, Mistake.RAGGED_ROW));
    private static final String[] OUTCOMES = {
        "Fit to foster", "Fit to foster", "Fit to foster", "Fit with advice", "Unfit"
    };
    private static final int HOUSEHOLDS = 5;
    private static final int TWO_YEARS = 730;

    @Override
    public Form form() {
        return FORM;
    }

    @Override
    public void write(long number, long of, int revision, Draw draw, Row row) {
        draw.about(Stream.MEDICAL, number);
        int sent = World.NIGHT - 60 - draw.below(600);
        boolean back = draw.chance(0.9);
        int advised = sent + draw.between(14, 55);
        row.key("MA-" + (1_001 + number));
        row.number(World.personId(World.primaryCarer(number * HOUSEHOLDS)));
        row.text(draw.chance(0.7) ? "AH" : "AH2");
        row.mainBritishDay(sent - revision);
        row.none();
        if (back) {
            row.mainCode(draw.pick(OUTCOMES));
            row.britishDay(advised);
            row.britishDay(advised + TWO_YEARS);
        } else {
            row.none();
            row.none();
            row.none();
        }
    }
}
