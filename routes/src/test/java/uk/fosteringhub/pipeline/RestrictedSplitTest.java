package uk.fosteringhub.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.fosteringhub.core.identity.decide.Decisions;
import uk.fosteringhub.core.identity.decide.Split;
import uk.fosteringhub.core.identity.decide.Verdict;
import uk.fosteringhub.core.identity.decide.WhyOne;
import uk.fosteringhub.core.records.RecordTypes;
import uk.fosteringhub.core.settings.FeedKind;
import uk.fosteringhub.core.settings.FeedSettings;

/** A restricted person who is taken apart from another stays restricted, with all that was only that person's. */
@Tag("servers")
class RestrictedSplitTest {
    private static final FeedSettings PERSONS = HubFixture.csv("mosaic-persons", "mosaic/persons", FeedKind.SNAPSHOT);
    private static final FeedSettings ADDRESSES =
            HubFixture.csv("mosaic-addresses", "mosaic/addresses", FeedKind.SNAPSHOT);

    @TempDir
    Path folder;

    private IdentityFixture hub;
    private long joint;

    @BeforeEach
    void start() throws Exception {
        hub = new IdentityFixture(folder);
        mosaicLists("M1,Grey,Y", "M2,Moss,N", "M3,Ash,N");
        hub.lcs("P1,Ada,Mersey,1980-05-01", "P2,Bea,Mersey,1980-05-01");
        mosaicHas("11,M1,1 Low Street", "12,M1,2 Low Street", "13,M2,3 Low Street");
        joint = hub.entity("mosaic:M1");
        hub.decide(hub.judged(false, "lcs:P1", "mosaic:M1", 9), Verdict.SAME);
        hub.decide(hub.judged(false, "lcs:P1", "lcs:P2", 9), Verdict.SAME);
        assertThat(hub.entity("lcs:P2")).isEqualTo(joint);
    }

    @AfterEach
    void stop() {
        hub.close();
    }

    private void mosaicLists(String... rows) {
        hub.store.deliver(PERSONS, "PERSON_ID,LAST_NAME,RESTRICTED\n" + String.join("\n", rows) + "\n");
    }

    private void mosaicHas(String... rows) {
        hub.store.deliver(
                ADDRESSES, "REF_ADDRESSES_PEOPLE_ID,PERSON_ID,ADDRESS,END_DATE\n" + String.join(",\n", rows) + ",\n");
    }

    /** The larger part keeps the hub id, and is not restricted. */
    private long splitOff(String name) throws Exception {
        Split split = hub.decisions()
                .split(new Decisions.WantedSplit(
                        RecordTypes.PERSON,
                        joint,
                        new WhyOne(hub.store.onStore())
                                .makeup(RecordTypes.PERSON, joint, true)
                                .orElseThrow()
                                .fingerprint(),
                        Set.of(hub.named(name)),
                        "twins",
                        "iris",
                        true));
        assertThat(hub.entity("lcs:P1")).isEqualTo(joint);
        assertThat(split.parted()).containsExactly(hub.entity(name));
        return split.parted().get(0);
    }

    private long personOf(String address) {
        return Long.parseLong(
                hub.store.one("select person from fostering.address where one_line like '" + address + "%'"));
    }

    @Test
    void aFormerAddressGoesWithTheRestrictedPersonWhoseItWas() throws Exception {
        mosaicHas("12,M1,2 Low Street", "13,M2,3 Low Street");
        assertThat(hub.store.exported(RecordTypes.ADDRESS)).contains("3 Low").doesNotContain("1 Low", "2 Low");

        long parted = splitOff("mosaic:M1");

        assertThat(parted).isNotEqualTo(joint);
        assertThat(personOf("1 Low")).isEqualTo(parted);
        assertThat(personOf("2 Low")).isEqualTo(parted);
        assertThat(hub.store.exported(RecordTypes.PERSON)).contains("Mersey").doesNotContain("Grey");
        assertThat(hub.store.exported(RecordTypes.ADDRESS)).contains("3 Low").doesNotContain("1 Low", "2 Low");
        assertThat(hub.store.query("select c.kind from hub.change c join fostering.address a on a.id = c.entity_id"
                        + " and a.version = c.version where a.one_line like '1 Low%' and c.kind <> 'repeated'"))
                .containsExactly("ended");
    }

    @Test
    void aFormerAddressOfThePersonWhoKeepsTheHubIdStaysThere() throws Exception {
        hub.decide(hub.judged(false, "lcs:P1", "mosaic:M2", 9), Verdict.SAME);
        assertThat(personOf("3 Low")).isEqualTo(joint);
        mosaicHas("12,M1,2 Low Street");

        splitOff("mosaic:M1");

        assertThat(personOf("3 Low")).isEqualTo(joint);
        assertThat(hub.store.exported(RecordTypes.ADDRESS)).contains("3 Low");
    }

    @Test
    void aFormerAddressGoesWithThePersonInAMerge() throws Exception {
        mosaicHas("11,M1,1 Low Street", "12,M1,2 Low Street");
        assertThat(hub.store.exported(RecordTypes.ADDRESS)).contains("3 Low");

        hub.decide(hub.judged(false, "mosaic:M1", "mosaic:M2", 9), Verdict.SAME);

        assertThat(personOf("3 Low")).isEqualTo(joint);
        assertThat(hub.store.exported(RecordTypes.ADDRESS)).doesNotContain("3 Low");
    }

    @Test
    void aFormerAddressThatStillHoldsAHubIdFromBeforeAMergeGoesWithThePersonToo() throws Exception {
        long before = hub.entity("mosaic:M3");
        hub.decide(hub.judged(false, "mosaic:M1", "mosaic:M3", 9), Verdict.SAME);
        mosaicHas("12,M1,2 Low Street", "13,M2,3 Low Street");
        hub.store.execute("update fostering.address set person = " + before + " where one_line like '1 Low%'");

        long parted = splitOff("mosaic:M1");

        assertThat(personOf("1 Low")).isEqualTo(parted);
        assertThat(hub.store.exported(RecordTypes.ADDRESS)).doesNotContain("1 Low");
    }

    @Test
    void aRestrictedPersonWhomMosaicNoLongerListsIsRestrictedApartToo() throws Exception {
        mosaicLists("M2,Moss,N", "M3,Ash,N");

        long parted = splitOff("mosaic:M1");

        assertThat(hub.store.query("select restricted, family_name, ended_at is not null, version, provenance ->> '*'"
                        + " from fostering.person where id = " + parted))
                .containsExactly("t|Grey|t|1|mosaic:M1");
        assertThat(personOf("2 Low")).isEqualTo(parted);
        assertThat(hub.store.exported(RecordTypes.PERSON)).contains("Mersey").doesNotContain("Grey");
        assertThat(hub.store.exported(RecordTypes.ADDRESS)).contains("3 Low").doesNotContain("1 Low", "2 Low");
        assertThat(hub.store.query(
                        "select version, kind, after ->> 'family_name' from hub.change where entity_id = " + parted))
                .as("no system is to take this for a new person")
                .isEqualTo(List.of("1|ended|Grey"));
    }

    @Test
    void thatPersonIsThereAgainWhenMosaicListsThePersonAgain() throws Exception {
        mosaicLists("M2,Moss,N", "M3,Ash,N");
        long parted = splitOff("mosaic:M1");

        mosaicLists("M1,Grey,N", "M2,Moss,N", "M3,Ash,N");

        assertThat(hub.store.query(
                        "select restricted, ended_at is null, version from fostering.person where id = " + parted))
                .containsExactly("f|t|2");
        assertThat(hub.store.exported(RecordTypes.ADDRESS)).contains("1 Low", "2 Low");
    }

    @Test
    void whoIsNotRestrictedAndNoLongerListedIsNoPersonApart() throws Exception {
        mosaicLists("M1,Grey,N", "M2,Moss,N", "M3,Ash,N");
        mosaicLists("M2,Moss,N", "M3,Ash,N");

        long parted = splitOff("mosaic:M1");

        assertThat(hub.store.query("select 1 from fostering.person where id = " + parted))
                .isEmpty();
    }
}
