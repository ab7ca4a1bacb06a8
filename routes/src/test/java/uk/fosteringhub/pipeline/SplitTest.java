package uk.fosteringhub.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import uk.fosteringhub.core.audit.AuditEntry;
import uk.fosteringhub.core.audit.AuditLog;
import uk.fosteringhub.core.identity.decide.DecisionRefused;
import uk.fosteringhub.core.identity.decide.Decisions;
import uk.fosteringhub.core.identity.decide.Pairs;
import uk.fosteringhub.core.identity.decide.PersonRecord;
import uk.fosteringhub.core.identity.decide.ReviewQueue;
import uk.fosteringhub.core.identity.decide.SecondReviewer;
import uk.fosteringhub.core.identity.decide.Split;
import uk.fosteringhub.core.identity.decide.Verdict;
import uk.fosteringhub.core.identity.decide.Viewers;
import uk.fosteringhub.core.identity.decide.WhyOne;
import uk.fosteringhub.core.records.RecordTypes;

/** Records that were one by mistake are taken apart. */
@Tag("servers")
class SplitTest {
    @TempDir
    Path folder;

    private IdentityFixture hub;
    private long first;
    private long second;

    @BeforeEach
    void start() throws Exception {
        hub = new IdentityFixture(folder);
        hub.lcs("P1,Ada,Mersey,1980-05-01", "P2,Bea,Mersey,1980-05-01");
        hub.mosaic("M1,Adeline,Mersey,1980-05-01,N", "M2,Beatrice,Mersey,1980-05-01,N");
        hub.addresses("P1,HOME,2020-01-01,AB1 2CD", "P2,HOME,2020-01-01,AB1 2CD");
        first = hub.entity("lcs:P1");
        second = hub.entity("lcs:P2");
        hub.decide(hub.judged(false, "lcs:P1", "mosaic:M1", 9), Verdict.SAME);
        hub.decide(hub.judged(false, "lcs:P1", "lcs:P2", 9), Verdict.SAME);
    }

    @AfterEach
    void stop() {
        hub.close();
    }

    private Split split(String... goes) throws DecisionRefused {
        return split(hub, first, goes);
    }

    private static Split split(IdentityFixture of, long entity, String... goes) throws DecisionRefused {
        return of.decisions()
                .split(new Decisions.WantedSplit(
                        RecordTypes.PERSON,
                        entity,
                        fingerprint(of, entity),
                        Set.of(List.of(goes).stream().map(of::named).toArray(PersonRecord[]::new)),
                        "twins",
                        "iris",
                        true));
    }

    private static String fingerprint(IdentityFixture of, long entity) {
        return new WhyOne(of.store.onStore())
                .makeup(RecordTypes.PERSON, entity, true)
                .orElseThrow()
                .fingerprint();
    }

    @Test
    void theLargerPartKeepsTheHubIdAndTheOtherGetsItsOwnBack() throws Exception {
        assertThat(hub.entity("lcs:P2")).isEqualTo(first);

        Split split = split("lcs:P2");

        assertThat(split.entity()).isEqualTo(first);
        assertThat(split.parted()).containsExactly(second);
        assertThat(hub.entity("lcs:P2")).isEqualTo(second);
        assertThat(hub.entity("mosaic:M1")).isEqualTo(first);
        assertThat(hub.store.query("select kind from hub.change where entity_id = " + second + " order by version"))
                .containsExactly("created", "ended", "restored");
        assertThat(hub.living()).containsExactly("Ada Mersey", "Bea Mersey", "Beatrice Mersey");
        assertThat(hub.store.query("select old_entity from hub.redirect where old_entity = " + second))
                .isEmpty();
    }

    @Test
    void theSmallerPartGoesEvenIfItIsTheOlder() throws Exception {
        hub.decide(hub.judged(false, "lcs:P2", "mosaic:M2", 9), Verdict.SAME);
        hub.lcs("P3,Bea,Mersey,1980-05-01");
        hub.decide(hub.judged(false, "lcs:P2", "lcs:P3", 9), Verdict.SAME);

        Split split = split("lcs:P2", "lcs:P3", "mosaic:M2");

        assertThat(hub.entity("lcs:P2")).isEqualTo(first);
        assertThat(hub.entity("lcs:P1")).isEqualTo(split.parted().get(0)).isNotEqualTo(first);
    }

    private long cleoAndDoraWhomMosaicHas() throws Exception {
        return cleoAndDoraWhomMosaicHas("P4", "P5");
    }

    /**
     * MOSAIC has Cleo as C1 and Dora, of whom there are two records, as D1; then all of them become one.
     *
     * @param first the record that Dora was made for
     */
    private long cleoAndDoraWhomMosaicHas(String first, String second) throws Exception {
        hub.lcs("P3,Cleo,Severn,1980-05-01");
        hub.lcs(first + ",Dora,Severn,1980-05-01");
        hub.lcs(second + ",Dora,Severn,1980-05-01");
        hub.decide(hub.judged(false, "lcs:" + first, "lcs:" + second, 9), Verdict.SAME);
        hub.store.taken("mosaic", "person", hub.entity("lcs:P3"), "C1");
        hub.store.taken("mosaic", "person", hub.entity("lcs:" + first), "D1");
        long cleo = hub.entity("lcs:P3");
        hub.decide(hub.judged(false, "lcs:P3", "lcs:" + first, 9), Verdict.SAME);
        assertThat(hub.entity("lcs:P4")).isEqualTo(hub.entity("lcs:P5")).isEqualTo(cleo);
        return cleo;
    }

    private String expected(String key) {
        return hub.store.one("select entity_id from hub.contribution where state = 'x' and key = '" + key + "'");
    }

    @Test
    void whatATargetHasStaysThePersonsOfWhomItWasTold() throws Exception {
        long cleo = cleoAndDoraWhomMosaicHas();

        split(hub, cleo, "lcs:P4", "lcs:P5");

        assertThat(hub.entity("lcs:P3")).isEqualTo(cleo);
        assertThat(expected("C1")).isEqualTo(String.valueOf(cleo));
        assertThat(hub.entity("lcs:P4")).isEqualTo(hub.entity("lcs:P5")).isNotEqualTo(cleo);
        assertThat(expected("D1")).isEqualTo(String.valueOf(hub.entity("lcs:P4")));
    }

    @Test
    void thePersonOfWhomATargetWasToldKeepsTheHubIdAlsoWhereTheTargetNamedNoKey() throws Exception {
        long cleo = cleoAndDoraWhomMosaicHas();
        hub.store.execute("delete from hub.contribution where state = 'x'");

        split(hub, cleo, "lcs:P4", "lcs:P5");

        assertThat(hub.entity("lcs:P3")).isEqualTo(cleo);
        assertThat(hub.entity("lcs:P4")).isEqualTo(hub.entity("lcs:P5")).isNotEqualTo(cleo);
    }

    @ParameterizedTest
    @CsvSource({"P4,P5,P4", "P4,P5,P5", "P5,P4,P4", "P5,P4,P5"})
    void ofTwoRecordsThatPartTheTargetsKeyStaysWithTheOneItWasMadeFor(String first, String second, String goes)
            throws Exception {
        long cleo = cleoAndDoraWhomMosaicHas(first, second);

        split(hub, cleo, "lcs:" + goes);

        assertThat(hub.entity("lcs:P4")).isNotEqualTo(hub.entity("lcs:P5"));
        assertThat(expected("D1")).isEqualTo(String.valueOf(hub.entity("lcs:" + first)));
        assertThat(expected("C1")).isEqualTo(String.valueOf(hub.entity("lcs:P3")));
    }

    @Test
    void aPersonWhoPartedAgainAndAgainKeepsWhatTargetsHave() throws Exception {
        long cleo = cleoAndDoraWhomMosaicHas();
        split(hub, cleo, "lcs:P4", "lcs:P5");
        long dora = hub.entity("lcs:P4");
        hub.lcs("P6,Edna,Severn,1980-05-01", "P7,Edna,Severn,1980-05-01", "P8,Edna,Severn,1980-05-01");
        hub.decide(hub.judged(false, "lcs:P6", "lcs:P7", 9), Verdict.SAME);
        hub.decide(hub.judged(false, "lcs:P6", "lcs:P8", 9), Verdict.SAME);
        hub.decide(hub.judged(false, "lcs:P4", "lcs:P6", 9), Verdict.SAME);
        assertThat(hub.entity("lcs:P6")).isEqualTo(dora);

        split(hub, dora, "lcs:P6", "lcs:P7", "lcs:P8");

        assertThat(hub.entity("lcs:P4")).isEqualTo(hub.entity("lcs:P5")).isEqualTo(dora);
        assertThat(expected("D1")).isEqualTo(String.valueOf(dora));
    }

    @Test
    void whereNobodyKnowsOfWhomATargetWasToldNobodysChangesGoThere() throws Exception {
        long cleo = cleoAndDoraWhomMosaicHas();
        hub.store.execute("delete from hub.change");

        Split split = split(hub, cleo, "lcs:P4", "lcs:P5");

        assertThat(expected("C1")).isEqualTo(String.valueOf(cleo));
        assertThat(hub.entity("lcs:P3")).isNotEqualTo(cleo);
        assertThat(hub.entity("lcs:P4")).isNotEqualTo(cleo).isNotEqualTo(hub.entity("lcs:P3"));
        assertThat(expected("D1")).isEqualTo(String.valueOf(hub.entity("lcs:P4")));
        assertThat(split.parted()).contains(hub.entity("lcs:P3"), hub.entity("lcs:P4"));
    }

    @Test
    void whatRefersToAPartFollowsIt() throws Exception {
        assertThat(hub.store.query("select distinct person from fostering.address"))
                .containsExactly(String.valueOf(first));

        split("lcs:P2");

        assertThat(hub.store.query("select person from fostering.address order by 1"))
                .containsExactly(String.valueOf(first), String.valueOf(second));
    }

    @Test
    void nothingBringsWhatWasSplitTogetherAgain() throws Exception {
        split("lcs:P2");

        hub.judged(true, "lcs:P1", "lcs:P2", 40);

        assertThat(hub.store.query("select p.state, d.reason, d.actor from hub.identity_pair p"
                        + " join hub.identity_decision d on d.pair_id = p.id and d.split_id is not null"))
                .containsExactly("different|twins|iris", "different|twins|iris");
        long other = hub.judged(false, "lcs:P2", "mosaic:M1", 40);
        assertThatThrownBy(() -> hub.decide(other, Verdict.SAME)).isInstanceOf(DecisionRefused.class);
    }

    @Test
    void differentOnAPairTakesApartWhatOnlyItHeldTogether() throws Exception {
        long pair = hub.pair("lcs:P1", "lcs:P2");
        ReviewQueue queue = new ReviewQueue(hub.store.onStore(), SecondReviewer.NEVER);
        assertThat(queue.wouldPart(pair, Verdict.DIFFERENT)).hasSize(2);
        assertThat(hub.entity("lcs:P2")).isEqualTo(first);

        Decisions.Outcome outcome = hub.decide(pair, Verdict.DIFFERENT);

        assertThat(outcome.split().orElseThrow().parted()).containsExactly(second);
        assertThat(hub.entity("mosaic:M1")).isEqualTo(first);
        assertThat(hub.state(pair)).isEqualTo("different");
        assertThat(hub.store.one("select count(*) from hub.identity_decision where pair_id = " + pair
                        + " and verdict = 'different'"))
                .isEqualTo("1");
    }

    @Test
    void whoHadSeenTheRecordAsOneIsKept() throws Exception {
        AuditLog audit = new AuditLog(hub.store.onStore());
        audit.write(AuditEntry.of("lily", "revealed", "person " + first).about(first));
        audit.write(AuditEntry.of(Pairs.RULES, "compared", "person " + first).about(first));

        Split split = split("lcs:P2");

        // What the hub does itself is nobody's look.
        assertThat(split.viewers().people())
                .extracting(Viewers.Viewer::actor)
                .contains("lily", "rose")
                .doesNotContain(Pairs.RULES);
        assertThat(new WhyOne(hub.store.onStore())
                        .of(RecordTypes.PERSON, second, true)
                        .orElseThrow()
                        .splits())
                .containsExactly(split);
    }

    @Test
    void attributionIsDoneAgainForAllParts() throws Exception {
        hub.attributedAgain.clear();

        split("lcs:P2");

        assertThat(hub.attributedAgain).containsExactly(first, second);
    }

    @Test
    void whatHasChangedSinceItWasLookedAtIsNotTakenApart() throws Exception {
        String seen = fingerprint(hub, first);
        hub.decide(hub.judged(false, "lcs:P1", "mosaic:M2", 9), Verdict.SAME);

        assertThatThrownBy(() -> hub.decisions()
                        .split(new Decisions.WantedSplit(
                                RecordTypes.PERSON, first, seen, Set.of(hub.named("lcs:P2")), "twins", "iris", true)))
                .isInstanceOfSatisfying(DecisionRefused.class, refused -> assertThat(refused.why())
                        .isEqualTo(DecisionRefused.Why.OUTDATED));
        assertThat(hub.entity("lcs:P2")).isEqualTo(first);
    }

    @Test
    void somethingStaysAndSomethingGoes() {
        assertThatThrownBy(() -> split("lcs:P1", "lcs:P2", "mosaic:M1")).hasMessageContaining("at least one");
    }

    /** A council whose MOSAIC knows people by their numbers in LCS. */
    private IdentityFixture hubOfOneNumberForBoth() throws IOException {
        Path mappings = folder.resolve("mappings");
        HubFixture.copyFolder(HubFixture.MAPPINGS, mappings);
        Path persons = mappings.resolve("mosaic/persons.yml");
        Files.writeString(
                persons,
                Files.readString(persons).replaceFirst("(?m)^system: mosaic$", "system: mosaic\nkeyspace: lcs"));
        IdentityFixture shared = new IdentityFixture(folder, mappings);
        shared.lcs("P1,Ada,Mersey,1980-05-01", "P2,Bea,Mersey,1980-05-01");
        shared.mosaic("P1,Adeline,Mersey,1980-05-01,N");
        return shared;
    }

    @Test
    void recordsOfOneKeyAreNotTakenApart() throws Exception {
        try (IdentityFixture shared = hubOfOneNumberForBoth()) {
            long entity = shared.entity("lcs:P1");
            assertThat(shared.entity("mosaic:P1")).isEqualTo(entity);
            long pair = shared.judged(false, "lcs:P1", "mosaic:P1", 3);

            assertThatThrownBy(() -> shared.decide(pair, Verdict.DIFFERENT))
                    .isInstanceOfSatisfying(DecisionRefused.class, refused -> assertThat(refused.why())
                            .isEqualTo(DecisionRefused.Why.CONTRADICTS))
                    .hasMessageContaining("lcs:P1")
                    .hasMessageContaining("The system has to correct it");
            assertThatThrownBy(() -> split(shared, entity, "mosaic:P1"))
                    .isInstanceOfSatisfying(DecisionRefused.class, refused -> assertThat(refused.why())
                            .isEqualTo(DecisionRefused.Why.WRONG))
                    .hasMessageContaining("with the same key always go together");

            assertThat(shared.entity("mosaic:P1")).isEqualTo(entity);
            assertThat(shared.state(pair)).isEqualTo("review");
            assertThat(shared.store.query(
                            "select 1 from hub.identity_decision union all select 1 from" + " hub.identity_split"))
                    .isEmpty();
        }
    }

    @Test
    void recordsOfOneKeyGoTogether() throws Exception {
        try (IdentityFixture shared = hubOfOneNumberForBoth()) {
            shared.decide(shared.judged(false, "lcs:P1", "lcs:P2", 9), Verdict.SAME);
            long entity = shared.entity("lcs:P1");

            split(shared, entity, "mosaic:P1");

            assertThat(shared.entity("lcs:P1")).isEqualTo(shared.entity("mosaic:P1"));
            assertThat(shared.entity("lcs:P2")).isNotEqualTo(shared.entity("lcs:P1"));
        }
    }

    @Test
    void whyTheseAreOneIsToldNewestFirst() {
        WhyOne.Why why = new WhyOne(hub.store.onStore())
                .of(RecordTypes.PERSON, second, true)
                .orElseThrow();

        assertThat(why.makeup().entity()).isEqualTo(first);
        assertThat(why.makeup().records()).hasSize(3);
        assertThat(why.decisions())
                .extracting(one -> one.verdict() + " " + one.actor() + " " + one.stands())
                .containsExactly("SAME rose true", "SAME rose true");
        assertThat(why.decisions().get(0).one().toString()
                        + why.decisions().get(0).other())
                .isEqualTo("lcs:P1lcs:P2");
        assertThat(why.redirects()).extracting(WhyOne.Redirected::entity).contains(second);
    }

    @Test
    void aSameThatHoldsKeepsTwoTogetherWhenANameIsTakenBack() throws Exception {
        hub.store.deliver(
                IdentityFixture.REFERRALS,
                "referral_id,first_name,modified_at\nR1,Ada,2026-01-01T10:00:00Z\nR2,Ada,2026-01-01T10:00:00Z\n");
        hub.store.deliver(IdentityFixture.LCS_ENQUIRIES, "ENQUIRY_ID,FORENAME,REGIONAL_REFERRAL_ID\nE1,Ada,R1\n");
        hub.decide(hub.judged(false, "lafse:R1", "lafse:R2", 9), Verdict.SAME);
        assertThat(hub.entity("lafse:R2")).isEqualTo(hub.entity("lcs:E1"));

        hub.store.deliver(IdentityFixture.LCS_ENQUIRIES, "ENQUIRY_ID,FORENAME,REGIONAL_REFERRAL_ID\nE1,Ada,\n");

        assertThat(hub.entity("lafse:R2")).isEqualTo(hub.entity("lafse:R1"));
        assertThat(hub.entity("lcs:E1")).isNotEqualTo(hub.entity("lafse:R1"));
    }

    @Test
    void aNameInCommonDoesNotJoinWhatAPersonSaidIsDifferent() throws Exception {
        hub.store.deliver(
                IdentityFixture.REFERRALS, "referral_id,first_name,modified_at\nR1,Ada,2026-01-01T10:00:00Z\n");
        hub.store.deliver(IdentityFixture.LCS_ENQUIRIES, "ENQUIRY_ID,FORENAME,REGIONAL_REFERRAL_ID\nE1,Bea,\n");
        hub.decide(hub.judged(false, "lafse:R1", "lcs:E1", 3), Verdict.DIFFERENT);

        hub.store.deliver(IdentityFixture.LCS_ENQUIRIES, "ENQUIRY_ID,FORENAME,REGIONAL_REFERRAL_ID\nE1,Bea,R1\n");

        assertThat(hub.entity("lafse:R1")).isNotEqualTo(hub.entity("lcs:E1"));
    }

    @Test
    void differentTakesApartWhatANameJoined() throws Exception {
        hub.store.deliver(
                IdentityFixture.REFERRALS, "referral_id,first_name,modified_at\nR1,Ada,2026-01-01T10:00:00Z\n");
        hub.store.deliver(IdentityFixture.LCS_ENQUIRIES, "ENQUIRY_ID,FORENAME,REGIONAL_REFERRAL_ID\nE1,Bea,R1\n");

        hub.decide(hub.judged(false, "lafse:R1", "lcs:E1", 3), Verdict.DIFFERENT);
        hub.store.deliver(IdentityFixture.LCS_ENQUIRIES, "ENQUIRY_ID,FORENAME,REGIONAL_REFERRAL_ID\nE1,Beatrice,R1\n");

        assertThat(hub.entity("lafse:R1")).isNotEqualTo(hub.entity("lcs:E1"));
        assertThat(hub.store.query("select given_name from fostering.enquiry where ended_at is null order by 1"))
                .containsExactly("Ada", "Beatrice");
    }
}
