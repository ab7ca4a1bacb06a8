package uk.fosteringhub.systems;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PanelJourneyTest extends OfficeJourney {

    PanelJourneyTest() {
        super("panel", "lcs");
    }

    @Test
    void aCaseGoesFromSubmissionToDecisionAndIndependentReviewAndReviewsStandBesideIt() throws Exception {
        put("lcs", "FACT_FOSTER_HOUSEHOLD.csv", "HOUSEHOLD_ID,HOUSEHOLD_NAME\n20001,Khan household\n");
        put(
                "lcs",
                "FACT_FOSTER_ASSESSMENT.csv",
                "ASSESSMENT_ID,HOUSEHOLD_ID,ASSESSMENT_TYPE_CODE\n80001,20001,FORM_F\n");
        String header = "Case Ref,Household ID,Assessment ID,Case Type,Submitted Date,Panel Date,Recommendation,"
                + "ADM Decision Date,ADM Decision,IRM Requested Date,IRM Date,IRM Recommendation\n";
        put("panel", "panel-decisions.csv", header + "P/1,20001,80001,Form F,01/09/2025,,,,,,,\n");
        put("panel", "panel-reviews.csv", """
                Review Ref,Household ID,Review Type,Due Date,Held Date,To Panel,Outcome,Next Review Due
                R/1,20001,First,10/06/2025,02/06/2025,,Continue,10/06/2026
                """);
        sync();
        put(
                "panel",
                "panel-decisions.csv",
                header + "P/1,20001,80001,Form F,01/09/2025,15/09/2025,Refuse,22/09/2025,Minded not to approve,"
                        + "10/10/2025,12/01/2026,Suitable\n");
        sync();

        assertThat(query("""
                select d.version, h.name, a.kind, d.recommendation, d.decision, d.decision_on, d.review_outcome
                from fostering.panel_decision d
                join fostering.household h on h.id = d.household
                join fostering.assessment a on a.id = d.assessment"""))
                .containsExactly("2|Khan household|FORM_F|NOT_APPROVE|QUALIFYING_DETERMINATION|2025-09-22|APPROVE");
        assertThat(query("select kind, to_panel, outcome, next_due_on from fostering.review"))
                .containsExactly("FIRST_ANNUAL|t|CONTINUE|2026-06-10");
        assertThat(query("""
                select c.after ->> 'decision' from hub.change c
                where c.record_type = 'panel_decision' and c.kind = 'changed'""")).containsExactly("QUALIFYING_DETERMINATION");
    }
}
