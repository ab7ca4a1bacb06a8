package uk.fosteringhub.simulators.charms;

import java.util.EnumSet;
import uk.fosteringhub.simulators.files.Cells;
import uk.fosteringhub.simulators.files.Feed;
import uk.fosteringhub.simulators.files.Mistake;
import uk.fosteringhub.simulators.files.Row;
import uk.fosteringhub.simulators.lcs.LcsFeeds;
import uk.fosteringhub.simulators.world.Draw;
import uk.fosteringhub.simulators.world.World;

/** Approvals (assumed), as LCS has them. A change is another number of places. */
final class Approvals implements Feed {
    private static final Form FORM = new Form(
            "charms-approvals",
            "charms-approvals.csv",
            "Approval ID,LCS Approval Number,Household ID,Approval Type,Status,Approved Date,"
                    + "Review Due Date,End Date,End Reason,Places,Age From,Age To,Terms",
            EnumSet.of(Mistake.MISSING_KEY, Mistake.IMPOSSIBLE_DATE, Mistake.UNKNOWN_CODE, Mistake.RAGGED_ROW));
    private static final Feed APPROVALS = LcsFeeds.named("lcs-approvals");
    private static final long FIRST_ID = 30_001;

    @Override
    public Form form() {
        return FORM;
    }

    @Override
    public void write(long number, long of, int revision, Draw draw, Row row) {
        Cells lcs = Cells.of(APPROVALS, number, of, draw);
        row.key("CA" + (FIRST_ID + number));
        row.text(lcs.text("APPROVAL_ID"));
        row.text(CharmsKeys.household(lcs.number("HOUSEHOLD_ID") - World.FIRST_HOUSEHOLD_ID));
        row.mainCode(lcs.text("APPROVAL_TYPE_CODE"));
        row.text(lcs.text("STATUS_CODE"));
        row.mainBritishDay(lcs.day("APPROVED_DTTM"));
        row.britishDayOrNone(lcs.day("REVIEW_DUE_DTTM"));
        row.britishDayOrNone(lcs.day("END_DTTM"));
        row.text(lcs.text("END_REASON_CODE"));
        row.number(1 + (lcs.number("PLACES") - 1 + revision) % 3);
        row.text(lcs.text("AGE_FROM"));
        row.text(lcs.text("AGE_TO"));
        row.text(lcs.text("TERMS"));
    }
}
