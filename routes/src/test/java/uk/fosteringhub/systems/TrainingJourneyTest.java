package uk.fosteringhub.systems;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TrainingJourneyTest extends OfficeJourney {

    TrainingJourneyTest() {
        super("training", "lcs");
    }

    @Test
    void aBookingBecomesAnAttendanceAndTheStandardsStandBesideIt() throws Exception {
        put("lcs", "DIM_PERSON.csv", "DIM_PERSON_ID,SURNAME,BIRTH_DTTM\n100001,Khan,1981-05-03\n");
        String header = "Booking Ref,Person ID,Course Type,Course,Booked Date,Course Date,Attendance,Hours\n";
        put(
                "training",
                "training-attendance.csv",
                header + "100001,100001,STF,Skills to Foster,01/05/2025,07/06/2025,,21\n");
        put(
                "training",
                "training-tsd.csv",
                "Person ID,TSD Status,Due Date,Completed Date\n100001,In progress,10/12/2026,\n");
        sync();
        put(
                "training",
                "training-attendance.csv",
                header + "100001,100001,STF,Skills to Foster,01/05/2025,07/06/2025,Attended,21\n");
        sync();

        assertThat(query("""
                select p.family_name, t.kind, t.status, t.attended_on, t.due_on, t.hours, t.version
                from fostering.training t join fostering.person p on p.id = t.person order by t.kind"""))
                .containsExactly(
                        "Khan|SKILLS_TO_FOSTER|ATTENDED|2025-06-07|null|21|2",
                        "Khan|TSD|IN_PROGRESS|null|2026-12-10|null|1");
    }
}
