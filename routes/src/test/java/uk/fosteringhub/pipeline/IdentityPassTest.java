package uk.fosteringhub.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.fosteringhub.pipeline.People.LAFSE;
import static uk.fosteringhub.pipeline.People.LCS;
import static uk.fosteringhub.pipeline.People.LCS_ADDRESSES;
import static uk.fosteringhub.pipeline.People.MEDICAL;
import static uk.fosteringhub.pipeline.People.MOSAIC;
import static uk.fosteringhub.pipeline.People.MOSAIC_ADDRESSES;
import static uk.fosteringhub.pipeline.People.TOUCHPOINTS;
import static uk.fosteringhub.pipeline.People.WEBSITE;
import static uk.fosteringhub.pipeline.People.crowd;
import static uk.fosteringhub.pipeline.People.lafse;
import static uk.fosteringhub.pipeline.People.lcs;
import static uk.fosteringhub.pipeline.People.lcsAddresses;
import static uk.fosteringhub.pipeline.People.medical;
import static uk.fosteringhub.pipeline.People.mosaic;
import static uk.fosteringhub.pipeline.People.mosaicAddresses;
import static uk.fosteringhub.pipeline.People.nhs;
import static uk.fosteringhub.pipeline.People.touchpoints;
import static uk.fosteringhub.pipeline.People.website;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.fosteringhub.core.identity.pass.IdentityFigures;
import uk.fosteringhub.core.identity.pass.IdentityPass;
import uk.fosteringhub.core.settings.FeedKind;
import uk.fosteringhub.core.settings.FeedSettings;
import uk.fosteringhub.core.settings.IdentitySettings;
import uk.fosteringhub.core.settings.SyncSettings;

/** Who is the same person, found out after the records have been stored. */
@Tag("servers")
class IdentityPassTest {
    private static final String SUE =
            "S1,Susan,Whitcombe,1971-04-23,F," + nhs(1) + ",susan.whitcombe@example.org,07700900101";
    private static final String SUE_IN_MOSAIC =
            "M1,Sue,Whitcombe,1971-04-23,F," + nhs(1) + ",susan.whitcombe@example.org,N";

    @TempDir
    Path folder;

    private HubFixture hub;

    @BeforeEach
    void start() {
        hub = hub(folder);
    }

    static HubFixture hub(Path folder) {
        HubFixture hub = new HubFixture(
                folder,
                Map.of(),
                HubFixture.MAPPINGS,
                new SyncSettings(100, 2, 10_000),
                true,
                IdentitySettings.DEFAULT);
        hub.deliver(LCS, crowd(120));
        hub.hub.identity().carryOut();
        return hub;
    }

    @AfterEach
    void stop() {
        hub.close();
    }

    private IdentityPass.Taken pass() {
        return hub.hub.identity().carryOut();
    }

    private IdentityFigures figures() {
        return hub.onStore().inTransaction(IdentityFigures::read);
    }

    private List<String> entitiesOf(String... keys) {
        return hub.query("select distinct entity_id from hub.contribution where key in ('" + String.join("', '", keys)
                + "') and state = 'a' order by 1");
    }

    private List<String> pair(String one, String other) {
        return hub.query("select state from hub.identity_pair where one_key in ('" + one + "', '" + other
                + "') and other_key in ('" + one + "', '" + other + "') and state <> 'dropped'");
    }

    @Test
    void aPersonInLcsAndMosaicBecomesOneWithOneRedirect() {
        hub.deliver(LCS, lcs(SUE));
        hub.deliver(MOSAIC, mosaic(SUE_IN_MOSAIC));
        List<String> before = entitiesOf("S1", "M1");
        pass();

        assertThat(before).hasSize(2);
        assertThat(entitiesOf("S1", "M1")).containsExactly(before.get(0));
        assertThat(hub.query("select old_entity, new_entity from hub.redirect"))
                .containsExactly(before.get(1) + "|" + before.get(0));
        assertThat(hub.query("select verdict, actor, by_person, one_entity <> other_entity from hub.identity_decision"))
                .containsExactly("same|hub|f|t");
        assertThat(pair("S1", "M1")).containsExactly("linked");
        assertThat(pass().links()).isZero();
    }

    @Test
    void whatRefersToAPersonWhoBecameAnotherRefersToThatOne() {
        hub.deliver(LCS, lcs(SUE));
        hub.deliver(MOSAIC, mosaic(SUE_IN_MOSAIC));
        hub.deliver(MOSAIC_ADDRESSES, mosaicAddresses("A1,M1,14 Albert Street Anytown,ZZ1 1AA"));
        pass();

        assertThat(hub.query("select person from fostering.address")).isEqualTo(entitiesOf("S1"));
    }

    @Test
    void twinsAreForAPersonToTellApart() {
        hub.deliver(
                LCS,
                lcs("T1,Julie,Northcott,2009-06-11,F,,,07700900222", "T2,Julia,Northcott,2009-06-11,F,,,07700900222"));
        hub.deliver(
                LCS_ADDRESSES,
                lcsAddresses("A1,T1,3,High Street,Anytown,RG1 1AA", "A2,T2,3,High Street,Anytown,RG1 1AA"));
        pass();

        assertThat(entitiesOf("T1", "T2")).hasSize(2);
        assertThat(pair("T1", "T2")).containsExactly("review");
    }

    @Test
    void anEnquiryByTheRegionalHubAndByTheWebsiteIsOne() {
        hub.deliver(
                LAFSE,
                lafse("R1,Susan,Whitcombe,susan.whitcombe@example.org,07700900101,RG1 1AA,2026-03-01T10:00:00Z"));
        hub.deliver(
                WEBSITE,
                website("W1,Susan,Whitcombe,susan.whitcombe@example.org,07700900101,RG1 1AA,2026-03-04T10:00:00Z"));
        pass();

        assertThat(entitiesOf("R1", "W1")).hasSize(1);
        assertThat(hub.query("select count(*) from fostering.enquiry where ended_at is null"))
                .containsExactly("1");
    }

    @Test
    void enquiriesOfOnePersonLongApartAreTwo() {
        hub.deliver(LCS, lcs(SUE));
        hub.deliver(
                LAFSE,
                lafse("R1,Susan,Whitcombe,susan.whitcombe@example.org,07700900101,RG1 1AA,2025-03-01T10:00:00Z"));
        hub.deliver(
                WEBSITE,
                website("W1,Susan,Whitcombe,susan.whitcombe@example.org,07700900101,RG1 1AA,2026-03-04T10:00:00Z"));
        pass();

        assertThat(entitiesOf("R1", "W1")).hasSize(2);
        assertThat(hub.query("select distinct person from fostering.enquiry")).isEqualTo(entitiesOf("S1"));
    }

    @Test
    void enquiriesThatOnlyTheirPersonBringsTogetherAreOne() {
        hub.deliver(LCS, lcs(SUE));
        hub.deliver(LAFSE, lafse("R1,Susan,Whitcombe,susan.whitcombe@example.org,07700900101,,2026-03-01T10:00:00Z"));
        pass();
        hub.deliver(WEBSITE, website("W1,Sue,Whitcombe,susan.whitcombe@example.org,07700900101,,2026-03-04T10:00:00Z"));
        pass();

        assertThat(entitiesOf("R1", "W1")).hasSize(1);
    }

    @Test
    void enquiriesThatHaveNothingButTheirPersonInCommonAreOneToo() {
        hub.deliver(LCS, lcs(SUE));
        hub.deliver(
                HubFixture.csv("lcs-enquiries", "lcs/enquiries", FeedKind.DELTA),
                "ENQUIRY_ID,DIM_PERSON_ID,FORENAME,SURNAME,ENQUIRY_DTTM\nE1,S1,Household,of three,2026-03-01\n");
        pass();
        hub.deliver(WEBSITE, website("W1,Sue,Whitcombe,susan.whitcombe@example.org,07700900101,,2026-03-04T10:00:00Z"));
        pass();

        assertThat(entitiesOf("E1", "W1")).hasSize(1);
        assertThat(pair("E1", "W1")).containsExactly("linked");
    }

    private static final String SUE_AT_HOME = ",Whitcombe,susan.whitcombe@example.org,07700900101,RG1 1AA,";

    private void sueAsksTwiceByTheRegionalHub(boolean atOnce) {
        hub.deliver(LAFSE, lafse("R1,Susan" + SUE_AT_HOME + "2026-03-01T10:00:00Z"));
        hub.deliver(WEBSITE, website("W1,Susan" + SUE_AT_HOME + "2026-03-05T10:00:00Z"));
        if (!atOnce) {
            pass();
        }
        hub.deliver(LAFSE, lafse("R2,Susan" + SUE_AT_HOME + "2026-03-11T10:00:00Z"));
        pass();
    }

    private void theSecondReferralIsAnEnquiryOfItsOwn() {
        assertThat(entitiesOf("R1", "W1")).hasSize(1);
        assertThat(entitiesOf("R1", "R2")).hasSize(2);
        assertThat(pair("R1", "R2")).as("those by one way are not compared").isEmpty();
        assertThat(pass().links()).isZero();
        assertThat(hub.query("select count(*) from fostering.enquiry where ended_at is null"))
                .containsExactly("2");
    }

    @Test
    void twoReferralsByTheRegionalHubAreTwoThoughOneByTheWebsiteLiesBetween() {
        hub.deliver(LCS, lcs(SUE));
        sueAsksTwiceByTheRegionalHub(false);

        theSecondReferralIsAnEnquiryOfItsOwn();
        assertThat(hub.query("select distinct person from fostering.enquiry where ended_at is null"))
                .isEqualTo(entitiesOf("S1"));
    }

    @Test
    void twoReferralsByTheRegionalHubAreTwoAlsoIfAllComeAtOnce() {
        hub.deliver(LCS, lcs(SUE));
        sueAsksTwiceByTheRegionalHub(true);

        theSecondReferralIsAnEnquiryOfItsOwn();
    }

    @Test
    void twoReferralsByTheRegionalHubAreTwoAlsoIfNobodyHasAPersonRecord() {
        sueAsksTwiceByTheRegionalHub(false);

        theSecondReferralIsAnEnquiryOfItsOwn();
    }

    @Test
    void twoReferralsByTheRegionalHubAreTwoAlsoIfAllComeAtOnceAndNobodyHasAPersonRecord() {
        sueAsksTwiceByTheRegionalHub(true);

        theSecondReferralIsAnEnquiryOfItsOwn();
    }

    @Test
    void aMedicalReportFindsItsPerson() {
        hub.deliver(LCS, lcs(SUE));
        hub.deliver(MEDICAL, medical("MA-1,Susan,Whitcombe,1971-04-23," + nhs(1)));
        pass();

        assertThat(hub.query("select person, provenance ->> 'person' from fostering.check"))
                .containsExactly(entitiesOf("S1").get(0) + "|hub:identity:medical:hub:MA-1");
        assertThat(hub.query("select kind, cause from hub.change where record_type = 'check' and version = 2"))
                .containsExactly("changed|identity rules");
    }

    @Test
    void aTouchpointFindsItsPersonAndItsEnquiry() {
        hub.deliver(LCS, lcs(SUE));
        hub.deliver(
                TOUCHPOINTS,
                touchpoints("V1,Susan,Whitcombe,susan.whitcombe@example.org,07700900101,,2026-02-27T10:00:00Z"));
        hub.deliver(LAFSE, lafse("R1,Susan,Whitcombe,susan.whitcombe@example.org,07700900101,,2026-03-01T10:00:00Z"));
        pass();

        assertThat(hub.query("select person, enquiry from fostering.touchpoint"))
                .containsExactly(
                        entitiesOf("S1").get(0) + "|" + entitiesOf("R1").get(0));
    }

    @Test
    void touchpointsAndReportsOfOnePersonWithoutARecordAreLeftAlone() {
        hub.deliver(
                TOUCHPOINTS,
                touchpoints(
                        "V1,Susan,Whitcombe,susan.whitcombe@example.org,07700900101,,2026-02-27T10:00:00Z",
                        "V2,Susan,Whitcombe,susan.whitcombe@example.org,07700900101,,2026-02-28T10:00:00Z"));
        hub.deliver(
                MEDICAL,
                medical("MA-1,Susan,Whitcombe,1971-04-23," + nhs(1), "MA-2,Susan,Whitcombe,1971-04-23," + nhs(1)));
        pass();

        assertThat(hub.query("select 1 from hub.identity_pair")).isEmpty();
        assertThat(figures().waiting()).isZero();
    }

    @Test
    void whereASourceSaysWhoseAnEnquiryIsTheHubIsSilent() {
        hub.deliver(LCS, lcs(SUE, "S2,Agnes,Oakden,1950-01-02,F,,,"));
        hub.deliver(
                HubFixture.csv("lcs-enquiries", "lcs/enquiries", FeedKind.DELTA),
                "ENQUIRY_ID,DIM_PERSON_ID,FORENAME,SURNAME,EMAIL,TELEPHONE,ENQUIRY_DTTM\n"
                        + "E1,S2,Susan,Whitcombe,susan.whitcombe@example.org,07700900101,2026-03-01\n");
        pass();

        assertThat(hub.query("select person from fostering.enquiry")).isEqualTo(entitiesOf("S2"));
        assertThat(hub.query("select 1 from hub.source s join hub.contribution c on c.source_id = s.id"
                        + " where s.keyspace = 'identity'"))
                .isEmpty();
    }

    @Test
    void anEnquiryThatIsGoneEndsThoughTheHubSpokeOfIt() {
        hub.deliver(LCS, lcs(SUE));
        FeedSettings enquiries = HubFixture.csv("lcs-enquiries", "lcs/enquiries", FeedKind.SNAPSHOT);
        String header = "ENQUIRY_ID,FORENAME,SURNAME,EMAIL,TELEPHONE,ENQUIRY_DTTM\n";
        String other = "E2,Agnes,Oakden,,,2026-01-01\nE3,Agnes,Oakden,,,2026-01-01\n";
        hub.deliver(
                enquiries, header + "E1,Susan,Whitcombe,susan.whitcombe@example.org,07700900101,2026-03-01\n" + other);
        pass();
        assertThat(hub.query("select person from fostering.enquiry where given_name = 'Susan'"))
                .isEqualTo(entitiesOf("S1"));

        hub.deliver(enquiries, header + other);

        assertThat(hub.query("select ended_at is not null, given_name from fostering.enquiry where person is not null"))
                .containsExactly("t|Susan");
        pass();
        assertThat(hub.query("select c.state from hub.contribution c join hub.source s on s.id = c.source_id"
                        + " where s.keyspace = 'identity'"))
                .containsExactly("e");
    }

    @Test
    void aRestrictedPersonIsNeverLinkedAutomatically() {
        hub.deliver(LCS, lcs(SUE));
        hub.deliver(MOSAIC, mosaic(SUE_IN_MOSAIC.replaceFirst("N$", "Y")));
        pass();

        assertThat(entitiesOf("S1", "M1")).hasSize(2);
        assertThat(pair("S1", "M1")).containsExactly("review");
    }

    @Test
    void aPhoneNumberOfManyLinksNobody() {
        hub.deliver(
                LCS,
                lcs(IntStream.range(0, 30)
                        .mapToObj(i -> "P" + i + ",Given" + (char) ('a' + i % 26) + ",Family"
                                + (char) ('a' + i / 2 % 26) + ",,,,,01632960555")
                        .toArray(String[]::new)));
        hub.deliver(LAFSE, lafse("R1,Givena,Familya,,01632960555,,2026-03-01T10:00:00Z"));
        pass();

        assertThat(hub.query("select state from hub.identity_pair where state = 'linked'"))
                .isEmpty();
        assertThat(hub.query("select person from fostering.enquiry")).containsExactly("null");
    }

    @Test
    void blocksThatAreTooLargeAreLeftOutAndCounted() {
        hub.deliver(
                LCS,
                lcs(IntStream.range(0, 260)
                        .mapToObj(i -> "P" + i + ",Zed,Commonname,19" + (10 + i % 80) + "-02-0" + (1 + i % 9)
                                + ",,,,01632960555")
                        .toArray(String[]::new)));
        pass();

        assertThat(figures().capped()).isPositive();
        assertThat(figures().records()).isEqualTo(380);
        assertThat(figures().waiting()).isZero();
    }

    @Test
    void aPassThatBreaksOffLeavesNothingBehindAndGoesOn() {
        hub.deliver(LCS, lcs(SUE));
        hub.deliver(MOSAIC, mosaic(SUE_IN_MOSAIC));
        hub.execute("create function refuse() returns trigger language plpgsql as"
                + " $$ begin raise exception 'broken off' using errcode = 'P0001'; end $$;"
                + " create trigger refuse before insert on hub.redirect for each row execute function refuse()");

        pass();

        assertThat(entitiesOf("S1", "M1")).hasSize(2);
        assertThat(hub.query("select 1 from hub.identity_pair")).isEmpty();
        assertThat(figures().waiting()).isPositive();
        assertThat(figures().putOff()).isPositive();
        hub.execute("drop trigger refuse on hub.redirect");
        hub.execute("update hub.identity_waiting set put_off_until = now()");
        pass();
        assertThat(entitiesOf("S1", "M1")).hasSize(1);
        assertThat(figures().waiting()).isZero();
    }

    @Test
    void aRecordThatCannotBeComparedDoesNotHoldUpTheOthers() {
        hub.deliver(LCS, lcs(SUE));
        pass();
        hub.execute("alter table hub.identity_record add constraint unfit check (key <> 'M9')");
        hub.deliver(MOSAIC, mosaic(SUE_IN_MOSAIC, SUE_IN_MOSAIC.replace("M1", "M9")));
        pass();
        assertThat(entitiesOf("S1", "M1")).hasSize(1);
        assertThat(figures().putOff()).isEqualTo(1);

        hub.execute("alter table hub.identity_record drop constraint unfit");
        hub.execute("update hub.identity_waiting set put_off_until = now()");
        pass();
        assertThat(figures().putOff()).isZero();
        assertThat(hub.query("select count(*) from hub.identity_record where key = 'M9'"))
                .containsExactly("1");
    }

    @Test
    void twoProcessesThatCompareAtOnceLinkOnce() throws Exception {
        List<String> here = new ArrayList<>();
        List<String> there = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            String name = "Un" + (char) ('a' + i % 26) + (char) ('a' + i / 26) + "ique";
            here.add("S" + i + ",Mary," + name + ",1980-01-01,F," + nhs(i) + ",mary" + i + "@example.org,");
            there.add("M" + i + ",Mary," + name + ",1980-01-01,F," + nhs(i) + ",mary" + i + "@example.org,N");
        }
        hub.deliver(LCS, lcs(here.toArray(String[]::new)));
        hub.deliver(MOSAIC, mosaic(there.toArray(String[]::new)));
        ExecutorService both = Executors.newFixedThreadPool(2);
        try {
            Callable<IdentityPass.Taken> carryOut = () -> hub.hub.identity().carryOut();
            long links = 0;
            for (Future<IdentityPass.Taken> one : both.invokeAll(List.of(carryOut, carryOut))) {
                links += one.get().links();
            }
            assertThat(links).isEqualTo(60);
        } finally {
            both.shutdownNow();
        }
        assertThat(hub.query("select count(*) from hub.identity_decision")).containsExactly("60");
        assertThat(hub.query("select count(*) from hub.redirect")).containsExactly("60");
    }

    @Test
    void whatWaitsToBeComparedIsNotHandedOnButNotForEver() throws Exception {
        hub.hub.outbox().handOn("kafka", 1000, changes -> {});
        hub.deliver(LCS, lcs(SUE));

        assertThat(hub.hub.outbox().handOn("kafka", 100, changes -> {}).changes())
                .isZero();
        assertThat(figures().waiting()).isEqualTo(1);
        hub.execute("update hub.identity_waiting set noted_at = now() - interval '16 minutes'");
        assertThat(hub.hub.outbox().handOn("kafka", 100, changes -> {}).changes())
                .isEqualTo(1);
        pass();
        hub.deliver(LCS, lcs(SUE.replace("Whitcombe,", "Whitcomb,")));
        pass();
        assertThat(hub.hub.outbox().handOn("kafka", 100, changes -> {}).changes())
                .isEqualTo(1);
    }

    /** Others come all the time, and where their rows lie says nothing of their turn. */
    @Test
    void whatHasWaitedLongestIsComparedFirst() {
        hub.deliver(LCS, lcs(SUE));
        pass();
        hub.execute(
                "insert into hub.identity_waiting (source_id, key) select 1, 'N' || n from generate_series(1, 600) n");
        hub.execute(
                "insert into hub.identity_waiting (source_id, key, noted_at) values (1, 'old', now() - interval '1 hour')");

        assertThat(hub.hub.identity().take().records()).isEqualTo(500);
        assertThat(hub.query("select count(*) from hub.identity_waiting where key = 'old'"))
                .containsExactly("0");
        assertThat(hub.hub.identity().take().records()).isEqualTo(101);
    }

    @Test
    void aStoreFromBeforeIsBuiltInPartsAndQuietly() {
        hub.hub = hub.with(IdentitySettings.OFF);
        hub.deliver(LCS, lcs(SUE));
        hub.deliver(MOSAIC, mosaic(SUE_IN_MOSAIC));
        assertThat(hub.query("select count(*) from hub.identity_waiting")).containsExactly("0");
        assertThat(pass().records()).isZero();

        hub.execute("delete from hub.outgoing");
        hub.hub = hub.with(IdentitySettings.DEFAULT);
        assertThat(hub.hub.identity().take().more()).isTrue();
        hub.hub = hub.with(IdentitySettings.DEFAULT);
        pass();

        assertThat(entitiesOf("S1", "M1")).hasSize(1);
        assertThat(hub.query("select build, stale from hub.identity_state")).containsExactly("done|f");
        assertThat(hub.query("select distinct target from hub.outgoing")).containsExactly("kafka");
    }

    @Test
    void anotherModelComparesAnewAndLeavesTogetherWhatIsTogether() {
        hub.deliver(LCS, lcs(SUE));
        hub.deliver(MOSAIC, mosaic(SUE_IN_MOSAIC));
        pass();
        List<String> one = entitiesOf("S1", "M1");
        hub.execute("update hub.identity_state set model = 'another'");

        assertThat(pass().records()).isEqualTo(122);

        assertThat(entitiesOf("S1", "M1")).isEqualTo(one);
        assertThat(hub.query("select count(*) from hub.identity_decision")).containsExactly("1");
    }

    @Test
    void aLinkThatTheRulesWouldNotMakeAnyMoreStaysAndIsDoubted() {
        hub.deliver(LCS, lcs(SUE));
        hub.deliver(MOSAIC, mosaic(SUE_IN_MOSAIC));
        pass();
        hub.deliver(MOSAIC, mosaic("M1,Peter,Oakden,1950-01-01,M,,peter@example.org,N"));
        pass();

        assertThat(entitiesOf("S1", "M1")).hasSize(1);
        assertThat(hub.query("select state, doubted from hub.identity_pair")).containsExactly("linked|t");
        assertThat(figures().review()).isEqualTo(1);
    }

    @Test
    void peopleWhoLiveAtOneAddressAreAHouseholdAndNotOnePerson() {
        hub.deliver(LCS, lcs(SUE, "S2,Robert,Whitcombe,1969-02-01,M,,,"));
        hub.deliver(MOSAIC, mosaic(SUE_IN_MOSAIC));
        hub.deliver(LCS_ADDRESSES, lcsAddresses("A1,S1,14,Albert Street,Anytown,RG1 1AA"));
        pass();
        assertThat(hub.query("select * from hub.identity_household")).isEmpty();

        hub.deliver(LCS_ADDRESSES, lcsAddresses("A2,S2,14,Albert Street,,RG1 1AA"));
        pass();

        assertThat(hub.query(
                        "select person_id, by_address, by_relationship from hub.identity_household_member order by 1"))
                .containsExactly(
                        entitiesOf("S1").get(0) + "|t|f", entitiesOf("S2").get(0) + "|t|f");
        String household = hub.one("select id from hub.identity_household");
        hub.deliver(LCS_ADDRESSES, lcsAddresses("A2,S2,99,Other Road,,RG9 9AA"));
        pass();
        assertThat(hub.query("select * from hub.identity_household")).isEmpty();
        assertThat(household).isNotEmpty();
    }
}
