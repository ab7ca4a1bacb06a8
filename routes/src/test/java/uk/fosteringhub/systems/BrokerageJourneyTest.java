package uk.fosteringhub.systems;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BrokerageJourneyTest extends OfficeJourney {

    BrokerageJourneyTest() {
        super("brokerage", "ssda903", "lcs");
    }

    @Test
    void aPlacementThatWasBoughtIsThatOfTheReturnWithAgencyAndFee() throws Exception {
        put("brokerage", "brokerage-placements.csv", """
                Placement Ref,Child ID,Start Date,Placement Type,Provider Type,Agency,Agency URN,Weekly Fee
                AP-1,100003,01/04/2025,U6,PR4,Seaside Fostering Ltd,SC910001,912.75
                AP-2,100008,15/05/2025,U4,PR5,Harbour Trust,SC910002,850
                """);
        put("ssda903", "episodes.csv", """
                CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN
                100003,01/04/2025,S,V2,N1,U6,PR4,01/06/2025,X1,,,CT1 1AA,SC910001
                100003,01/06/2025,L,C2,N1,U6,PR4,,,,,CT1 1AA,SC910001
                100099,01/04/2025,S,V2,N1,U6,PR1,,,,,,
                """);
        sync();

        assertThat(query("""
                select started_on, legal_status, episodes, agency, weekly_fee, provider from fostering.placement
                order by started_on, agency"""))
                .containsExactly(
                        "2025-04-01|C2|2|Seaside Fostering Ltd|912.75|PR4",
                        "2025-04-01|V2|1|null|null|PR1",
                        "2025-05-15|null|null|Harbour Trust|850|PR5");
        assertThat(query("select count(*) from fostering.placement where provider in ('PR4', 'PR5')"))
                .containsExactly("2");

        put(
                "brokerage",
                "brokerage-placements.csv",
                "Placement Ref,Child ID,Start Date,Placement Type,Provider Type,Agency,Agency URN,Weekly Fee\n"
                        + "AP-1,100003,01/04/2025,U6,PR4,Seaside Fostering Ltd,SC910001,935.25\n");
        sync();
        assertThat(query("select weekly_fee, legal_status from fostering.placement where agency like 'Sea%'"))
                .containsExactly("935.25|C2");
    }

    @Test
    void carersOnHoldAndReliefNightsStandBesideTheHouseholdsOfTheCaseSystem() throws Exception {
        put("lcs", "FACT_FOSTER_HOUSEHOLD.csv", """
                HOUSEHOLD_ID,HOUSEHOLD_NAME
                20001,Khan household
                20002,Nowak household
                """);
        put("brokerage", "on-hold-carers.csv", """
                Hold Ref,Household ID,Reason,Places,Start Date,Expected End Date
                H-1,20001,Illness,,01/03/2026,01/05/2026
                """);
        put("brokerage", "relief-nights.csv", """
                Relief Ref,Child ID,Relief Household ID,Usual Household ID,Tier,Nights,Start Date,End Date,Status
                N-1,100003,20002,20001,1,5,06/03/2026,11/03/2026,Taken
                """);
        sync();

        assertThat(query("""
                select h.name, a.kind, a.reason, a.expected_end_on from fostering.availability a
                join fostering.household h on h.id = a.household""")).containsExactly("Khan household|ON_HOLD|HEALTH|2026-05-01");
        assertThat(query("""
                select u.name, h.name, s.tier, s.nights, s.kind, s.status from fostering.short_break s
                join fostering.household h on h.id = s.household
                join fostering.household u on u.id = s.usual_household""")).containsExactly("Khan household|Nowak household|1|5|RELIEF|TAKEN");
    }
}
