package uk.fosteringhub.simulators.lcs;

import java.util.EnumSet;
import uk.fosteringhub.simulators.files.Feed;
import uk.fosteringhub.simulators.files.Mistake;
import uk.fosteringhub.simulators.files.Row;
import uk.fosteringhub.simulators.world.Draw;
import uk.fosteringhub.simulators.world.Identifiers;
import uk.fosteringhub.simulators.world.Person;
import uk.fosteringhub.simulators.world.Stream;
import uk.fosteringhub.simulators.world.Words;
import uk.fosteringhub.simulators.world.World;

/**
 * FACT_FOSTER_HOUSEHOLD (assumed): types, reasons for ending and development standards as in the Ofsted return. A change
 * is a move to another area.
 */
final class Households implements Feed {
    private static final Form FORM = new Form(
            "lcs-households",
            "FACT_FOSTER_HOUSEHOLD.csv",
            "HOUSEHOLD_ID,HOUSEHOLD_NAME,HOUSEHOLD_TYPE_CODE,STATUS_CODE,PRIMARY_CARER_ID,SECONDARY_CARER_ID,"
                    + "SUPERVISING_WORKER_ID,POSTCODE,AREA,PLACES_APPROVED,PLACES_FILLED,PLACES_VACANT,"
                    + "PLACES_NOT_AVAILABLE,IS_KINSHIP,START_DTTM,APPROVED_DTTM,END_DTTM,END_REASON_CODE,TSD_STATUS_CODE",
            EnumSet.of(Mistake.MISSING_KEY, Mistake.IMPOSSIBLE_DATE, Mistake.UNKNOWN_CODE, Mistake.RAGGED_ROW));
    private static final String KINSHIP = LcsCodes.FAMILY_AND_FRIENDS;

    @Override
    public Form form() {
        return FORM;
    }

    @Override
    public void write(long number, long of, int revision, Draw draw, Row row) {
        Person carer = Person.of(draw, World.primaryCarer(number));
        boolean couple = World.isCouple(draw, number);
        draw.about(Stream.HOUSEHOLD, number);
        boolean kinship = draw.chance(0.38);
        boolean ended = draw.chance(0.12);
        int approved = World.NIGHT - 400 - draw.below(4_000);
        int places = draw.between(1, 3);
        int filled = draw.below(places + 1);
        row.key(World.householdId(number));
        row.text(carer.family() + " household");
        row.mainCode(kinship ? KINSHIP : draw.pick(LcsCodes.HOUSEHOLD_TYPES));
        row.text(ended ? "ENDED" : draw.chance(0.05) ? "ON_HOLD" : "APPROVED");
        row.number(World.personId(World.primaryCarer(number)));
        row.number(couple ? World.personId(World.partner(number)) : -1);
        row.number(World.workerId(World.worker(number)));
        row.text(Identifiers.postcode(draw));
        row.text(Words.TOWNS[(draw.below(Words.TOWNS.length) + revision) % Words.TOWNS.length]);
        row.number(places);
        row.number(ended ? 0 : filled);
        row.number(ended ? 0 : places - filled);
        row.number(0);
        row.flag(kinship);
        row.day(approved - draw.between(120, 300));
        row.mainDay(approved);
        row.dayOrNone(ended ? approved + draw.between(30, 390) : Row.NO_DAY);
        row.text(ended ? draw.pick(LcsCodes.END_REASONS) : "");
        row.text(draw.pick(LcsCodes.DEVELOPMENT_STANDARDS));
    }
}
