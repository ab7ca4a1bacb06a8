package uk.fosteringhub.simulators.mosaic;

import java.util.EnumSet;
import uk.fosteringhub.simulators.files.Feed;
import uk.fosteringhub.simulators.files.Mistake;
import uk.fosteringhub.simulators.files.Row;
import uk.fosteringhub.simulators.world.Draw;
import uk.fosteringhub.simulators.world.Identifiers;
import uk.fosteringhub.simulators.world.Stream;
import uk.fosteringhub.simulators.world.World;

/** DM_TELEPHONE_NUMBERS: three for every two persons, of all types. A change is another number. */
final class Phones implements Feed {
    private static final Form FORM = new Form(
            "mosaic-phones-csv",
            "DM_TELEPHONE_NUMBERS.csv",
            "TELEPHONE_NUMBER_ID,PERSON_ID,TELEPHONE_NUMBER,TELEPHONE_NUMBER_TYPE,START_DATE,END_DATE",
            EnumSet.of(Mistake.MISSING_KEY, Mistake.IMPOSSIBLE_DATE, Mistake.UNKNOWN_CODE, Mistake.RAGGED_ROW));
    private static final String[] TYPES = {
        "Mobile",
        "Mobile",
        "Mobile",
        "Home",
        "Home",
        "Primary",
        "Work",
        "Mobile - Secondary",
        "Fax",
        "Pager",
        "Ex-directory (do not disclose number)"
    };

    @Override
    public Form form() {
        return FORM;
    }

    @Override
    public void write(long number, long of, int revision, Draw draw, Row row) {
        draw.about(Stream.MOSAIC_PHONE, number);
        String type = draw.pick(TYPES);
        String line = Identifiers.threeDigits((draw.below(1000) + revision) % 1000);
        row.key(MosaicIds.PHONE + number);
        row.number(MosaicIds.person(number / 3 * 2 + number % 3 / 2));
        row.text((type.startsWith("Mobile") ? "07700 900" : "01632 960") + line);
        row.mainCode(type);
        row.mainDay(World.NIGHT - draw.below(2_000));
        row.text(MosaicIds.OPEN_END);
    }
}
