package uk.fosteringhub.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.fosteringhub.pipeline.People.LAFSE;
import static uk.fosteringhub.pipeline.People.LCS;
import static uk.fosteringhub.pipeline.People.TOUCHPOINTS;
import static uk.fosteringhub.pipeline.People.WEBSITE;
import static uk.fosteringhub.pipeline.People.lafse;
import static uk.fosteringhub.pipeline.People.lcs;
import static uk.fosteringhub.pipeline.People.nhs;
import static uk.fosteringhub.pipeline.People.touchpoints;
import static uk.fosteringhub.pipeline.People.website;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.fosteringhub.core.identity.decide.PairOf;
import uk.fosteringhub.core.identity.decide.PersonRecord;
import uk.fosteringhub.core.identity.pass.SaidByHub;
import uk.fosteringhub.core.merge.Merge;
import uk.fosteringhub.core.merge.Ownership;

/** Nobody is linked without a person's word with somebody of whom MOSAIC, which may restrict them, has not told yet. */
@Tag("servers")
class AwaitedIdentityTest {
    private static final String REFERRAL =
            "R1,Susan,Whitcombe,susan.whitcombe@example.org,07700900101,RG1 1AA,2026-03-01T10:00:00Z";

    @TempDir
    private Path folder;

    private HubFixture hub;

    @BeforeEach
    void someoneInLcs() {
        hub = IdentityPassTest.hub(folder);
        hub.deliver(LCS, lcs("S1,Susan,Whitcombe,1971-04-23,F," + nhs(1) + ",susan.whitcombe@example.org,07700900101"));
    }

    @AfterEach
    void stop() {
        hub.close();
    }

    /** As a row does that says the person's key in MOSAIC too. */
    private void isKnownByAKeyOfMosaic() {
        hub.execute("insert into hub.contribution (source_id, key, entity_id, feed_id, delivery_id, line, state, body)"
                + " select s.id, 'M1', p.id, 1, 0, 0, 'x', '{}' from fostering.person p, hub.source s"
                + " where p.given_name = 'Susan' and s.system = 'mosaic' and s.record_type = 'person'");
        assertThat(hub.query("select 1 from hub.awaited_person")).hasSize(1);
    }

    private void pass() {
        hub.hub.identity().carryOut();
    }

    @Test
    void anEnquiryOfAnAwaitedPersonIsForAPersonToLink() {
        isKnownByAKeyOfMosaic();
        hub.deliver(LAFSE, lafse(REFERRAL));
        pass();

        assertThat(hub.query("select person from fostering.enquiry")).containsExactly("null");
        assertThat(hub.query("select state from hub.identity_pair where judgement::text like '%RESTRICTED%'"))
                .containsExactly("review");
    }

    @Test
    void enquiriesOfAnAwaitedPersonAreNotMadeOne() {
        hub.deliver(LAFSE, lafse(REFERRAL));
        pass();
        assertThat(hub.query("select person from fostering.enquiry")).doesNotContain("null");

        isKnownByAKeyOfMosaic();
        String enquiry = "W1,Sue,Whitcombe,susan.whitcombe@example.org,07700900101,,2026-03-04T";
        hub.deliver(WEBSITE, website(enquiry + "10:00:00Z"));
        links("lcs:S1", "website:W1");
        hub.deliver(WEBSITE, website(enquiry + "11:00:00Z"));
        pass();

        assertThat(hub.query("select count(*), count(distinct person) from fostering.enquiry where ended_at is null"))
                .containsExactly("2|1");
    }

    @Test
    void onlyALinkOfItsOwnLeadsToAnAwaitedPerson() {
        isKnownByAKeyOfMosaic();
        hub.deliver(LAFSE, lafse("R1,Agnes,Oakden,,,,2026-03-01T10:00:00Z"));
        hub.deliver(TOUCHPOINTS, touchpoints("V1,Edith,Marlow,,,,2026-02-27T10:00:00Z"));
        links("lcs:S1", "lafse:R1");
        links("website:V1", "lafse:R1");

        assertThat(hub.query("select person is null from fostering.enquiry")).containsExactly("f");
        assertThat(hub.query("select enquiry is null, person is null from fostering.touchpoint"))
                .containsExactly("f|t");
    }

    /** As when a person says that two records are the same person's. */
    private void links(String one, String other) {
        PersonRecord first = record(one);
        PersonRecord second = record(other);
        SaidByHub words = new SaidByHub(new Merge(new Ownership(Map.of())), type -> List.of());
        hub.onStore().inTransaction(connection -> {
            IdentityFixture.note(connection, PairOf.of(first, second), true, 30);
            words.say(connection, first, second, "a test");
            return null;
        });
    }

    /** @param name such as {@code lcs:S1} */
    private PersonRecord record(String name) {
        String[] parts = name.split(":");
        return new PersonRecord(
                Integer.parseInt(hub.one("select s.id from hub.source s join hub.contribution c on c.source_id = s.id"
                        + " where s.system = '" + parts[0] + "' and c.key = '" + parts[1]
                        + "' and s.keyspace <> 'identity'")),
                parts[1]);
    }
}
