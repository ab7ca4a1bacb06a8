package uk.fosteringhub.simulators.panel;

import java.util.EnumSet;
import uk.fosteringhub.simulators.files.Cells;
import uk.fosteringhub.simulators.files.Feed;
import uk.fosteringhub.simulators.files.Mistake;
import uk.fosteringhub.simulators.files.Row;
import uk.fosteringhub.simulators.lcs.LcsFeeds;
import uk.fosteringhub.simulators.world.Draw;
import uk.fosteringhub.simulators.world.Stream;
import uk.fosteringhub.simulators.world.World;

/** Cases before panel (assumed spreadsheet), one for each assessment of LCS, with its panel and decision dates. Some of
 * those refused ask for an independent review. A change is in the terms. */
final class Decisions implements Feed {
    private static final Form FORM = new Form(
            "panel-decisions",
            "panel-decisions.csv",
            "Case Ref,Household ID,Assessment ID,Case Type,Submitted Date,Papers Sent Date,Panel Date,"
                    + "Recommendation,ADM Decision Date,ADM Decision,IRM Requested Date,IRM Date,IRM Recommendation,"
                    + "Terms of Approval",
            EnumSet.of(Mistake.MISSING_KEY, Mistake.IMPOSSIBLE_DATE, Mistake.UNKNOWN_CODE, Mistake.RAGGED_ROW));
    private static final Feed ASSESSMENTS = LcsFeeds.named("lcs-assessments");
    private static final long FIRST_CASE = 1_001;
    private static final String[] TERMS = {
        "", "One child aged 0 to 18", "Two children, siblings only", "Named child", "One child aged 4 to 11, short term"
    };

    @Override
    public Form form() {
        return FORM;
    }

    @Override
    public void write(long number, long of, int revision, Draw draw, Row row) {
        Cells lcs = Cells.of(ASSESSMENTS, number, of, draw);
        draw.about(Stream.PANEL, number);
        int panel = lcs.day("PANEL_DTTM");
        int decision = lcs.day("DECISION_DTTM");
        boolean held = panel != Row.NO_DAY;
        boolean decided = held && decision != Row.NO_DAY;
        boolean approved = !lcs.text("OUTCOME_CODE").equals("REJECTED_AFTER_PANEL");
        int requested = decided && !approved && draw.chance(0.5) ? decision + draw.between(5, 28) : Row.NO_DAY;
        int reviewed = requested == Row.NO_DAY || requested + 90 > World.NIGHT ? Row.NO_DAY : requested + 90;
        row.key("P/" + (FIRST_CASE + number));
        row.text(lcs.text("HOUSEHOLD_ID"));
        row.text(lcs.text("ASSESSMENT_ID"));
        row.mainCode(lcs.text("ASSESSMENT_TYPE_CODE").equals("KINSHIP") ? "Kinship" : "Form F");
        row.mainBritishDay(held ? panel - 14 : lcs.day("START_DTTM"));
        row.britishDayOrNone(held ? panel - 7 : Row.NO_DAY);
        row.britishDayOrNone(panel);
        row.text(held ? approved ? "Approve" : "Not approved" : "");
        row.britishDayOrNone(decided ? decision : Row.NO_DAY);
        row.text(decided ? approved ? "Approved" : "Qualifying determination" : "");
        row.britishDayOrNone(requested);
        row.britishDayOrNone(reviewed);
        row.text(reviewed == Row.NO_DAY ? "" : draw.chance(0.4) ? "Suitable" : "Not suitable");
        row.text(TERMS[(draw.below(TERMS.length) + revision) % TERMS.length]);
    }
}
