package uk.fosteringhub.simulators.portal;

import java.util.EnumSet;
import uk.fosteringhub.simulators.files.Feed;
import uk.fosteringhub.simulators.files.Mistake;
import uk.fosteringhub.simulators.files.Row;
import uk.fosteringhub.simulators.world.Draw;
import uk.fosteringhub.simulators.world.Stream;
import uk.fosteringhub.simulators.world.World;

/** Forms that carers sent (assumed export): one from each household. A change is another subject. */
final class Forms implements Feed {
    private static final Form FORM = new Form(
            "portal-forms",
            "portal-forms.csv",
            "form_ref,carer_id,household_id,form_type,subject,status,submitted_at,handled_by,handled_at",
            EnumSet.of(Mistake.MISSING_KEY, Mistake.IMPOSSIBLE_DATE, Mistake.UNKNOWN_CODE, Mistake.RAGGED_ROW));
    private static final long FIRST_FORM = 10_001;
    private static final String[] FORMS = {
        "Daily log", "Monthly report", "Mileage claim", "Relief request", "Course request", "Change of details"
    };
    private static final String[] SUBJECTS = {
        "Week in review",
        "Monthly summary",
        "School run and contact",
        "A weekend in summer",
        "First aid",
        "New telephone number"
    };

    @Override
    public Form form() {
        return FORM;
    }

    @Override
    public void write(long number, long of, int revision, Draw draw, Row row) {
        draw.about(Stream.FORM, number);
        int form = draw.below(FORMS.length);
        int day = World.NIGHT - draw.below(90);
        boolean handled = day + 8 < World.NIGHT && draw.chance(0.9);
        row.key("F-" + (FIRST_FORM + number));
        row.number(World.personId(World.primaryCarer(number)));
        row.number(World.householdId(number));
        row.mainCode(FORMS[form]);
        row.text(SUBJECTS[(form + revision) % SUBJECTS.length]);
        row.text(handled ? draw.chance(0.9) ? "Closed" : "Declined" : draw.chance(0.5) ? "New" : "Open");
        row.mainMinute(day, draw.between(7 * 60, 23 * 60));
        row.text(handled ? Long.toString(World.workerId(World.worker(number))) : "");
        if (handled) {
            row.minute(day + draw.between(1, 7), draw.between(9 * 60, 17 * 60));
        } else {
            row.none();
        }
    }
}
