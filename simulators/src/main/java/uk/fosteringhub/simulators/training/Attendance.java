package uk.fosteringhub.simulators.training;

import java.util.EnumSet;
import uk.fosteringhub.simulators.files.Feed;
import uk.fosteringhub.simulators.files.Mistake;
import uk.fosteringhub.simulators.files.Row;
import uk.fosteringhub.simulators.world.Draw;
import uk.fosteringhub.simulators.world.Stream;
import uk.fosteringhub.simulators.world.World;

/** Bookings on courses (assumed): three for two households. A change is in the hours. */
final class Attendance implements Feed {
    private static final Form FORM = new Form(
            "training-attendance",
            "training-attendance.csv",
            "Booking Ref,Person ID,Household ID,Course Type,Course,Booked Date,Course Date,Attendance,"
                    + "Completed Date,Hours",
            EnumSet.of(Mistake.MISSING_KEY, Mistake.IMPOSSIBLE_DATE, Mistake.UNKNOWN_CODE, Mistake.RAGGED_ROW));
    private static final long FIRST_BOOKING = 10_001;
    private static final String[][] COURSES = {
        {"Skills to Foster", "Skills to Foster preparation group"},
        {"First aid", "Paediatric first aid"},
        {"Safeguarding", "Safer caring"},
        {"Course", "Attachment and trauma"},
        {"E-learning", "Keeping children safe online"},
        {"Support group", "Evening support group"}
    };

    @Override
    public Form form() {
        return FORM;
    }

    @Override
    public void write(long number, long of, int revision, Draw draw, Row row) {
        long household = number * 2 / 3;
        draw.about(Stream.TRAINING, number);
        int course = draw.below(COURSES.length);
        int day = World.NIGHT + 60 - draw.below(1_000);
        boolean held = day <= World.NIGHT;
        boolean came = held && draw.chance(0.85);
        row.key("B-" + (FIRST_BOOKING + number));
        row.number(World.personId(World.primaryCarer(household)));
        row.number(World.householdId(household));
        row.mainCode(COURSES[course][0]);
        row.text(COURSES[course][1]);
        row.britishDay(Math.min(World.NIGHT, day - draw.between(7, 60)));
        row.mainBritishDay(day);
        row.text(came ? "Attended" : held ? "DNA" : "");
        row.britishDayOrNone(came && draw.chance(0.5) ? day : Row.NO_DAY);
        row.number(2 + (course + revision) % 6);
    }
}
