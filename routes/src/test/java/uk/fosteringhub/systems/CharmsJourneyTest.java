package uk.fosteringhub.systems;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import uk.fosteringhub.core.runs.RunResult;
import uk.fosteringhub.core.runs.Verdict;

class CharmsJourneyTest extends OfficeJourney {

    CharmsJourneyTest() {
        super("charms", "lcs");
    }

    @Test
    void carersWithTheirHouseholdApprovalAndProgressReachTheStore() throws Exception {
        put("lcs", "DIM_WORKER.csv", "DIM_WORKER_ID,FORENAME,SURNAME\n5001,Pat,Moss\n5003,Jo,Reed\n");
        put("charms", "charms-carers.csv", """
                Foster Parent ID,LCS Number,Role,First Name,Surname,Date of Birth,Mobile Phone,Status
                FP1001,,Foster Carer,Siân,O'Brien,03/05/1981,07700 900123,Approved
                FP1002,,Household Member,Tom,O'Brien,30/11/1979,,
                """);
        put("charms", "charms-households.csv", """
                Household ID,Household Name,Household Type,Status,Foster Parent 1 ID,Supervising Social Worker,Places Approved
                CH201,O'Brien household,Short term,Approved,FP1001,5001,2
                """);
        put("charms", "charms-approvals.csv", """
                Approval ID,Household ID,Approval Type,Status,Approved Date,Places
                CA301,CH201,Long term,Current,10/06/2020,2
                """);
        put("charms", "charms-progress.csv", """
                Progress ID,Foster Parent ID,Household ID,Stage,Status,Worker,Authorised By,Previous Progress ID,Started,Completed
                9001,FP1001,CH201,Stage 1,Complete,5001,5003,,01/06/2025 09:30,29/07/2025 16:00
                9002,FP1001,CH201,Stage 2,In progress,5001,,9001,30/07/2025 10:00,
                """);

        RunResult result = sync();

        assertThat(books(result, "charms-progress").added()).isEqualTo(2);
        assertThat(result.feeds())
                .filteredOn(feed -> feed.feed().startsWith("charms-"))
                .allMatch(feed -> feed.verdict() == Verdict.GREEN);
        assertThat(query("""
                select p.given_name, p.phone_mobile, p.is_foster_carer, h.kind, w.family_name, a.kind, a.approved_on
                from fostering.household h
                join fostering.person p on p.id = h.primary_carer
                join fostering.worker w on w.id = h.supervising_worker
                join fostering.approval a on a.household = h.id""")).containsExactly("Siân|+447700900123|t|NON_PERMANENT|Moss|LONG_TERM|2020-06-10");
        assertThat(query("""
                select s.kind, s.status, b.kind, w.family_name from fostering.workflow_step s
                left join fostering.workflow_step b on b.id = s.previous_step
                left join fostering.worker w on w.id = s.authorised_by order by s.started_at""")).containsExactly("STAGE_ONE|COMPLETED|null|Reed", "STAGE_TWO|IN_PROGRESS|STAGE_ONE|null");
    }

    @Test
    void aCarerMovedOverFromTheCaseSystemIsOneRecord() throws Exception {
        put(
                "lcs",
                "DIM_PERSON.csv",
                "DIM_PERSON_ID,SURNAME,BIRTH_DTTM,NHS_NUMBER\n100001,Khan,1981-05-03,9990000018\n");
        put(
                "charms",
                "charms-carers.csv",
                "Foster Parent ID,LCS Number,Surname,Date of Birth,Mobile Phone\n"
                        + "FP1001,100001,Kahn,03/05/1981,07700 900123\nFP1002,,Nowak,03/05/1981,\n");
        sync();

        assertThat(query("select family_name, nhs_number, phone_mobile from fostering.person order by family_name"))
                .containsExactly("Khan|9990000018|+447700900123", "Nowak|null|null");
    }

    @Test
    void aCarerWhoIsGoneFromTheExportHasEnded() throws Exception {
        String header = "Foster Parent ID,Surname,Date of Birth\n";
        StringBuilder carers = new StringBuilder(header);
        for (int i = 0; i < 12; i++) {
            carers.append("FP").append(i).append(",Name").append(i).append(",03/05/1981\n");
        }
        put("charms", "charms-carers.csv", carers.toString());
        sync(List.of("charms-carers"));
        put("charms", "charms-carers.csv", carers.toString().replace("FP7,Name7,03/05/1981\n", ""));

        assertThat(books(sync(List.of("charms-carers")), "charms-carers").ended())
                .isEqualTo(1);
        assertThat(query("select family_name from fostering.person where ended_at is not null"))
                .containsExactly("Name7");
    }
}
