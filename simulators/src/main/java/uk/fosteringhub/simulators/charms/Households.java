package uk.fosteringhub.simulators.charms;

import java.util.EnumSet;
import java.util.List;
import uk.fosteringhub.simulators.files.Cells;
import uk.fosteringhub.simulators.files.Feed;
import uk.fosteringhub.simulators.files.Mistake;
import uk.fosteringhub.simulators.files.Row;
import uk.fosteringhub.simulators.lcs.LcsFeeds;
import uk.fosteringhub.simulators.world.Draw;
import uk.fosteringhub.simulators.world.Stream;
import uk.fosteringhub.simulators.world.Words;

/** Fostering households (assumed), as LCS has them. A change is a move to another area. */
final class Households implements Feed {
    private static final Form FORM = new Form(
            "charms-households",
            "charms-households.csv",
            "Household ID,LCS Household Number,Household Name,Household Type,Status,Foster Parent 1 ID,"
                    + "Foster Parent 2 ID,Supervising Social Worker,Postcode,Area,Places Approved,Places Filled,"
                    + "Places Vacant,Places Not Available,Kinship,Start Date,Approved Date,End Date,End Reason,"
                    + "TSD Status",
            EnumSet.of(Mistake.MISSING_KEY, Mistake.IMPOSSIBLE_DATE, Mistake.UNKNOWN_CODE, Mistake.RAGGED_ROW));
    private static final Feed HOUSEHOLDS = LcsFeeds.named("lcs-households");
    private static final List<String> AREAS = List.of(Words.TOWNS);

    @Override
    public Form form() {
        return FORM;
    }

    @Override
    public void write(long number, long of, int revision, Draw draw, Row row) {
        Cells lcs = Cells.of(HOUSEHOLDS, number, of, draw);
        draw.about(Stream.CHARMS, ~number);
        boolean movedOver = !draw.chance(0.02);
        boolean couple = lcs.number("SECONDARY_CARER_ID") > 0;
        row.key(CharmsKeys.household(number));
        row.text(movedOver ? lcs.text("HOUSEHOLD_ID") : "");
        row.text(lcs.text("HOUSEHOLD_NAME"));
        row.mainCode(lcs.text("HOUSEHOLD_TYPE_CODE"));
        row.text(lcs.text("STATUS_CODE"));
        row.text(CharmsKeys.fosterParent(2 * number));
        row.text(couple ? CharmsKeys.fosterParent(2 * number + 1) : "");
        row.text(lcs.text("SUPERVISING_WORKER_ID"));
        row.text(lcs.text("POSTCODE"));
        row.text(
                revision == 0
                        ? lcs.text("AREA")
                        : Words.TOWNS[(AREAS.indexOf(lcs.text("AREA")) + revision) % AREAS.size()]);
        row.text(lcs.text("PLACES_APPROVED"));
        row.text(lcs.text("PLACES_FILLED"));
        row.text(lcs.text("PLACES_VACANT"));
        row.text(lcs.text("PLACES_NOT_AVAILABLE"));
        row.text(lcs.flag("IS_KINSHIP") ? "Yes" : "No");
        row.britishDay(lcs.day("START_DTTM"));
        row.mainBritishDay(lcs.day("APPROVED_DTTM"));
        row.britishDayOrNone(lcs.day("END_DTTM"));
        row.text(lcs.text("END_REASON_CODE"));
        row.text(lcs.text("TSD_STATUS_CODE"));
    }
}
