package uk.fosteringhub.systems;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PortalJourneyTest extends OfficeJourney {

    PortalJourneyTest() {
        super("portal", "lcs");
    }

    @Test
    void aFormThatACarerSentIsFollowedUntilItIsDealtWith() throws Exception {
        put("lcs", "DIM_PERSON.csv", "DIM_PERSON_ID,SURNAME,BIRTH_DTTM\n100001,Khan,1981-05-03\n");
        put("lcs", "DIM_WORKER.csv", "DIM_WORKER_ID,SURNAME\n5003,Reed\n");
        String header = "form_ref,carer_id,form_type,subject,status,submitted_at,handled_by,handled_at\n";
        put("portal", "portal-forms.csv", header + "F-1,100001,Mileage claim,March,New,2026-03-02T20:15:00Z,,\n");
        sync();
        put(
                "portal",
                "portal-forms.csv",
                header + "F-1,100001,Mileage claim,March,Paid,2026-03-02T20:15:00Z,5003,2026-03-05T09:00:00Z\n");
        sync();

        assertThat(query("""
                select p.family_name, f.kind, f.status, w.family_name, f.handled_at at time zone 'UTC', f.version
                from fostering.carer_form f join fostering.person p on p.id = f.person
                join fostering.worker w on w.id = f.handled_by""")).containsExactly("Khan|EXPENSES|HANDLED|Reed|2026-03-05 09:00:00|2");
        assertThat(query("select after ->> 'status' from hub.change where record_type = 'carer_form' and version = 2"))
                .containsExactly("HANDLED");
    }
}
