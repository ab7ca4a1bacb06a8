package uk.fosteringhub.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.fosteringhub.core.identity.EntityMoves;
import uk.fosteringhub.core.identity.decide.Decisions;
import uk.fosteringhub.core.identity.decide.Verdict;
import uk.fosteringhub.core.identity.decide.WhyOne;
import uk.fosteringhub.core.merge.Merge;
import uk.fosteringhub.core.merge.Ownership;
import uk.fosteringhub.core.records.RecordTypes;
import uk.fosteringhub.core.settings.FeedKind;
import uk.fosteringhub.core.settings.FeedSettings;

/**
 * A record that turned out to be another one keeps what it held under its old hub id: of a restricted person, that is
 * restricted too.
 */
@Tag("servers")
class RestrictedMergeTest {
    private static final FeedSettings LCS = HubFixture.csv("lcs-persons", "lcs/persons", FeedKind.SNAPSHOT);
    private static final FeedSettings ADDRESSES =
            HubFixture.csv("mosaic-addresses", "mosaic/addresses", FeedKind.DELTA);

    @TempDir
    Path folder;

    private IdentityFixture hub;

    @BeforeEach
    void start() {
        hub = new IdentityFixture(folder);
    }

    @AfterEach
    void stop() {
        hub.close();
    }

    private void lcsLists(String... rows) {
        hub.store.deliver(LCS, "DIM_PERSON_ID,FORENAME,SURNAME,BIRTH_DTTM\n" + String.join("\n", rows) + "\n");
    }

    /** @return the hub id that LCS' record had until then */
    private long merged() throws Exception {
        long gone = hub.entity("lcs:P1");
        hub.decide(hub.judged(false, "lcs:P1", "mosaic:M1", 9), Verdict.SAME);
        assertThat(hub.entity("lcs:P1")).isEqualTo(hub.entity("mosaic:M1")).isNotEqualTo(gone);
        return gone;
    }

    /** What waits for the log of everything: by hub id, whether the newest message says that it is restricted. */
    private Map<Long, Boolean> told() throws Exception {
        Map<Long, Boolean> restricted = new TreeMap<>();
        hub.store.hub.outbox().handOn("kafka", 100, changes -> {
            for (var change : changes) {
                JsonNode body = new ObjectMapper().readTree(change.body());
                restricted.put(change.entity(), body.path("restricted").asBoolean());
            }
        });
        return restricted;
    }

    @Test
    void whatARecordHeldThatTurnedOutToBeThatOfARestrictedPersonIsRestricted() throws Exception {
        hub.mosaic("M1,Ada,Grey,1980-05-01,Y");
        lcsLists("P1,Ada,Mersey,1980-05-01");
        assertThat(hub.store.exported(RecordTypes.PERSON)).contains("Mersey");
        assertThat(told()).containsValue(false);

        long gone = merged();

        assertThat(hub.store.one("select family_name from fostering.person where id = " + gone))
                .isEqualTo("Mersey");
        assertThat(hub.store.exported(RecordTypes.PERSON)).doesNotContain("Mersey", "Grey");
        assertThat(hub.store.hub.export().leftOut(RecordTypes.PERSON)).isEqualTo(2);
        assertThat(told()).containsEntry(gone, true).doesNotContainValue(false);
    }

    @Test
    void soIsOneThatHadEndedBefore() throws Exception {
        hub.mosaic("M1,Ada,Grey,1980-05-01,Y");
        lcsLists("P1,Ada,Mersey,1980-05-01", "P2,Bea,Moss,1981-05-01");
        lcsLists("P2,Bea,Moss,1981-05-01");
        told();

        long gone = merged();

        assertThat(hub.store.exported(RecordTypes.PERSON)).contains("Moss").doesNotContain("Mersey");
        assertThat(told()).as("though nothing about it changed").containsEntry(gone, true);
    }

    @Test
    void itFollowsThePersonsRestriction() throws Exception {
        hub.mosaic("M1,Ada,Grey,1980-05-01,N");
        lcsLists("P1,Ada,Mersey,1980-05-01");
        long gone = merged();
        assertThat(told()).containsEntry(gone, false);
        assertThat(hub.store.exported(RecordTypes.PERSON)).contains("" + gone);

        hub.mosaic("M1,Ada,Grey,1980-05-01,Y");
        assertThat(told()).containsExactlyInAnyOrderEntriesOf(Map.of(gone, true, hub.entity("mosaic:M1"), true));
        assertThat(hub.store.exported(RecordTypes.PERSON)).doesNotContain("Mersey");

        hub.mosaic("M1,Ada,Grey-Hill,1980-05-01,N");
        assertThat(told()).containsExactlyInAnyOrderEntriesOf(Map.of(gone, false, hub.entity("mosaic:M1"), false));
        assertThat(hub.store.exported(RecordTypes.PERSON)).contains("" + gone);
    }

    @Test
    void itFollowsThroughFurtherMerges() throws Exception {
        lcsLists("P0,Ada,Tyne,1980-05-01");
        hub.mosaic("M2,Ada,Grey,1980-05-01,Y", "M1,Ada,Grey,1980-05-01,N");
        lcsLists("P0,Ada,Tyne,1980-05-01", "P1,Ada,Mersey,1980-05-01");
        long first = merged();
        assertThat(told()).containsEntry(first, false);

        hub.decide(hub.judged(false, "mosaic:M1", "mosaic:M2", 9), Verdict.SAME);

        assertThat(told()).containsEntry(first, true);
        assertThat(hub.store.exported(RecordTypes.PERSON)).contains("Tyne").doesNotContain("Mersey", "Grey");
    }

    @Test
    void itIsToldAnewWhenPeopleTakeThePersonsApart() throws Exception {
        hub.mosaic("M1,Ada,Grey,1980-05-01,Y", "M2,Ada,Grey,1980-05-01,N");
        lcsLists("P1,Ada,Mersey,1980-05-01", "P2,Bea,Moss,1981-05-01");
        lcsLists("P2,Bea,Moss,1981-05-01");
        long gone = merged();
        hub.decide(hub.judged(false, "mosaic:M1", "mosaic:M2", 9), Verdict.SAME);
        long joint = hub.entity("mosaic:M1");
        assertThat(told()).containsEntry(gone, true);

        hub.decisions()
                .split(new Decisions.WantedSplit(
                        RecordTypes.PERSON,
                        joint,
                        new WhyOne(hub.store.onStore())
                                .makeup(RecordTypes.PERSON, joint, true)
                                .orElseThrow()
                                .fingerprint(),
                        Set.of(hub.named("lcs:P1")),
                        "twins",
                        "iris",
                        true));

        assertThat(hub.entity("lcs:P1")).isEqualTo(gone);
        assertThat(told()).containsEntry(gone, false);
        assertThat(hub.store.exported(RecordTypes.PERSON)).contains("Mersey").doesNotContain("Grey");
    }

    @Test
    void anEnquiryOfARestrictedPersonIsRestrictedUnderItsOldHubIdToo() throws Exception {
        hub.mosaic("M1,Ada,Grey,1980-05-01,Y");
        lcsLists("P1,Ada,Mersey,1980-05-01");
        lcsHasEnquiry("E1,P1,,Khan,2026-01-01");
        hub.store.deliver(
                IdentityFixture.REFERRALS,
                "referral_id,enquired_at,modified_at,last_name\nR-1,2026-01-01T00:00:00Z,2026-01-01T00:00:00Z,Severn\n");
        long gone = hub.entity("lafse:R-1");
        lcsHasEnquiry("E1,P1,R-1,Khan,2026-01-01");
        assertThat(hub.entity("lafse:R-1")).isEqualTo(hub.entity("lcs:E1")).isNotEqualTo(gone);
        assertThat(told()).containsEntry(gone, false);
        assertThat(hub.store.exported(RecordTypes.ENQUIRY)).contains("Severn", "Khan");

        merged();

        assertThat(told()).containsEntry(hub.entity("lcs:E1"), true).containsEntry(gone, true);
        assertThat(hub.store.exported(RecordTypes.ENQUIRY)).doesNotContain("Severn", "Khan");
    }

    private void lcsHasEnquiry(String row) {
        hub.store.deliver(
                IdentityFixture.LCS_ENQUIRIES,
                "ENQUIRY_ID,DIM_PERSON_ID,REGIONAL_REFERRAL_ID,SURNAME,ENQUIRY_DTTM\n" + row + "\n");
    }

    @Test
    void whoIsAwaitedCountsForTheOldHubIdToo() throws Exception {
        lcsLists("P1,Ada,Mersey,1980-05-01", "P2,Ada,Grey,1980-05-01");
        long kept = hub.entity("lcs:P1");
        long gone = hub.entity("lcs:P2");
        hub.store.deliver(ADDRESSES, "REF_ADDRESSES_PEOPLE_ID,PERSON_ID,ADDRESS,END_DATE\n11,M1,1 Low Street,\n");
        long awaited = Long.parseLong(hub.store.one("select person from fostering.address"));
        hub.decide(hub.judged(false, "lcs:P1", "lcs:P2", 9), Verdict.SAME);
        assertThat(told()).containsEntry(gone, false);

        hub.store.onStore().inTransaction(connection -> EntityMoves.telling(
                        connection, new Merge(new Ownership(IdentityFixture.OWNERSHIP)), hub.store.hub.targets())
                .merge(
                        RecordTypes.PERSON,
                        List.of(new EntityMoves.Together(Set.of(kept, awaited), "identity decision 9", "letters"))));

        assertThat(hub.entity("lcs:P2")).isEqualTo(kept);
        assertThat(told()).containsEntry(gone, true).containsEntry(kept, true);
        assertThat(hub.store.exported(RecordTypes.PERSON)).doesNotContain("Mersey", "Grey");
    }
}
