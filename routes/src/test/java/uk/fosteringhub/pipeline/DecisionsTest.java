package uk.fosteringhub.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.fosteringhub.core.identity.EntityMoves;
import uk.fosteringhub.core.identity.decide.DecisionRefused;
import uk.fosteringhub.core.identity.decide.Decisions;
import uk.fosteringhub.core.identity.decide.SecondReviewer;
import uk.fosteringhub.core.identity.decide.Verdict;
import uk.fosteringhub.core.merge.Merge;
import uk.fosteringhub.core.merge.Ownership;
import uk.fosteringhub.core.records.RecordTypes;
import uk.fosteringhub.core.store.EntityLock;

/** People decide who is the same person. */
@Tag("servers")
class DecisionsTest {
    @TempDir
    Path folder;

    private IdentityFixture hub;

    @BeforeEach
    void start() {
        hub = new IdentityFixture(folder);
        hub.lcs("P1,Ada,Mersey,1980-05-01", "P2,Bea,Mersey,1980-05-01");
        hub.mosaic("M1,Adeline,Mersey,1980-05-01,N", "M2,Beatrice,Mersey,1980-05-01,N");
    }

    @AfterEach
    void stop() {
        hub.close();
    }

    /** As the pass does with what the rules link. */
    private List<EntityMoves.Merged> link(String one, String other) {
        return hub.store.onStore().inTransaction(connection -> {
            EntityLock.alone(connection);
            return EntityMoves.telling(
                            connection, new Merge(new Ownership(IdentityFixture.OWNERSHIP)), hub.store.hub.targets())
                    .merge(
                            RecordTypes.PERSON,
                            List.of(new EntityMoves.Together(
                                    java.util.Set.of(hub.entity(one), hub.entity(other)), "identity", "test")));
        });
    }

    @Test
    void twoRecordsThatAPersonSaysAreTheSameBecomeTheOlderOne() throws Exception {
        long older = hub.entity("lcs:P1");
        long younger = hub.entity("mosaic:M1");
        hub.addresses("P1,HOME,2020-01-01,AB1 2CD");
        long pair = hub.judged(false, "lcs:P1", "mosaic:M1", 7);

        Decisions.Outcome outcome = hub.decide(pair, Verdict.SAME);

        assertThat(outcome.effect()).isEqualTo(Decisions.Effect.STANDS);
        assertThat(hub.entity("mosaic:M1")).isEqualTo(older);
        assertThat(hub.living()).containsExactly("Ada Mersey", "Bea Mersey", "Beatrice Mersey");
        assertThat(hub.store.query("select old_entity, new_entity, why from hub.redirect"))
                .containsExactly(younger + "|" + older + "|decided by a person: identity decision 1");
        assertThat(hub.store.query("select entity_id, kind, cause from hub.change where cause like 'identity%'"
                        + " order by entity_id"))
                .contains(younger + "|ended|identity decision 1");
        assertThat(hub.attributedAgain).containsExactlyInAnyOrder(older, younger);
        assertThat(hub.store.query("select actor, action, subject, reason, detail ->> 'effect' from hub.audit"))
                .containsExactly("rose|identity-decided|pair " + pair + "|letters compared|stands");
    }

    @Test
    void aPersonsWordThatTwoAreDifferentHoldsAgainstTheRules() throws Exception {
        long pair = hub.judged(false, "lcs:P1", "mosaic:M1", 7);
        hub.decide(pair, Verdict.DIFFERENT);

        hub.judged(true, "lcs:P1", "mosaic:M1", 30);

        assertThat(hub.state(pair)).isEqualTo("different");
        assertThat(link("lcs:P1", "mosaic:M1")).isEmpty();
        assertThat(hub.entity("lcs:P1")).isNotEqualTo(hub.entity("mosaic:M1"));
    }

    @Test
    void twoThatAreDifferentDoNotComeTogetherByWayOfAThird() throws Exception {
        hub.decide(hub.judged(false, "lcs:P1", "lcs:P2", 3), Verdict.DIFFERENT);
        hub.decide(hub.judged(false, "lcs:P1", "mosaic:M1", 9), Verdict.SAME);
        long third = hub.judged(false, "lcs:P2", "mosaic:M1", 9);

        assertThatThrownBy(() -> hub.decide(third, Verdict.SAME))
                .isInstanceOfSatisfying(DecisionRefused.class, refused -> assertThat(refused.why())
                        .isEqualTo(DecisionRefused.Why.CONTRADICTS))
                .hasMessageContaining("rose");
        assertThat(hub.state(third)).isEqualTo("review");
        assertThat(hub.entity("lcs:P2")).isNotEqualTo(hub.entity("mosaic:M1"));
        assertThat(hub.store.one("select count(*) from hub.identity_decision where pair_id = " + third))
                .isEqualTo("0");
    }

    @Test
    void aWordThatWasTakenBackLetsTheRulesLinkAgain() throws Exception {
        long pair = hub.judged(false, "lcs:P1", "mosaic:M1", 7);
        hub.decide(pair, Verdict.DIFFERENT);

        hub.decide(pair, Verdict.TAKEN_BACK);

        assertThat(hub.state(pair)).isEqualTo("review");
        hub.judged(true, "lcs:P1", "mosaic:M1", 30);
        assertThat(link("lcs:P1", "mosaic:M1")).hasSize(1);
        assertThat(hub.state(pair)).isEqualTo("linked");
    }

    @Test
    void sameTakenBackLetsTheTwoPart() throws Exception {
        long younger = hub.entity("mosaic:M1");
        long pair = hub.judged(false, "lcs:P1", "mosaic:M1", 7);
        hub.decide(pair, Verdict.SAME);

        hub.decide(pair, Verdict.TAKEN_BACK);

        assertThat(hub.entity("mosaic:M1")).isEqualTo(younger);
        assertThat(hub.state(pair)).isEqualTo("review");
        assertThat(hub.living()).contains("Ada Mersey", "Adeline Mersey");
    }

    @Test
    void nothingIsTakenBackWhereNoPersonsWordHolds() {
        long pair = hub.judged(false, "lcs:P1", "mosaic:M1", 7);

        assertThatThrownBy(() -> hub.decide(pair, Verdict.TAKEN_BACK))
                .isInstanceOf(DecisionRefused.class)
                .hasMessageContaining("nothing to take back");
    }

    @Test
    void unsureLeavesBothAndWaitsAtTheEndOfTheQueue() throws Exception {
        long pair = hub.judged(false, "lcs:P1", "mosaic:M1", 7);

        hub.decide(pair, Verdict.UNSURE);

        assertThat(hub.store.query("select state, put_off, by_person from hub.identity_pair where id = " + pair))
                .containsExactly("unsure|t|t");
        hub.judged(true, "lcs:P1", "mosaic:M1", 30);
        assertThat(hub.state(pair)).isEqualTo("unsure");
    }

    @Test
    void ofTwoReviewersOneActs() throws Exception {
        long pair = hub.judged(false, "lcs:P1", "mosaic:M1", 7);
        Decisions.Wanted first = hub.wanted(pair, Verdict.SAME, "rose");
        Decisions.Wanted second = hub.wanted(pair, Verdict.DIFFERENT, "iris");
        hub.decisions().decide(first);

        assertThatThrownBy(() -> hub.decisions().decide(second))
                .isInstanceOfSatisfying(DecisionRefused.class, refused -> assertThat(refused.why())
                        .isEqualTo(DecisionRefused.Why.OUTDATED));
        assertThat(hub.state(pair)).isEqualTo("linked");
    }

    @Test
    void aMarkedPairNeedsASecondPersonWhoAgrees() throws Exception {
        Decisions twice = hub.decisions(new SecondReviewer(false, false, false, 10));
        long pair = hub.judged(false, "lcs:P1", "mosaic:M1", 7);

        assertThat(twice.decide(hub.wanted(pair, Verdict.SAME, "rose")).effect())
                .isEqualTo(Decisions.Effect.WAITS);
        assertThat(hub.entity("mosaic:M1")).isNotEqualTo(hub.entity("lcs:P1"));
        assertThatThrownBy(() -> twice.decide(hub.wanted(pair, Verdict.SAME, "rose")))
                .hasMessageContaining("another person");
        assertThat(twice.decide(hub.wanted(pair, Verdict.SAME, "iris")).effect())
                .isEqualTo(Decisions.Effect.STANDS);

        assertThat(hub.entity("mosaic:M1")).isEqualTo(hub.entity("lcs:P1"));
        assertThat(hub.store.query("select actor, verdict, step from hub.identity_decision order by id"))
                .containsExactly("rose|same|first", "iris|same|second");
    }

    private static SecondReviewer marking(String word) {
        return SecondReviewer.NEVER.and(word).orElseThrow();
    }

    @Test
    void aPairThatConcernsAChildNeedsASecondPersonWhereThatIsSet() throws Exception {
        String birthday = LocalDate.now().minusYears(9).toString();
        hub.lcs("P3,Cleo,Trent," + birthday);
        hub.mosaic("M3,Cleopatra,Trent," + birthday + ",N");
        long adults = hub.judged(false, "lcs:P1", "mosaic:M1", 7);
        long child = hub.judged(false, "lcs:P3", "mosaic:M3", 7);
        Decisions ofChildren = hub.decisions(marking("child"));

        assertThat(ofChildren.decide(hub.wanted(adults, Verdict.SAME, "rose")).effect())
                .isEqualTo(Decisions.Effect.STANDS);
        assertThat(ofChildren.decide(hub.wanted(child, Verdict.SAME, "rose")).effect())
                .isEqualTo(Decisions.Effect.WAITS);
        assertThat(hub.entity("mosaic:M3")).isNotEqualTo(hub.entity("lcs:P3"));
        assertThatThrownBy(() -> ofChildren.decide(hub.wanted(child, Verdict.SAME, "rose")))
                .hasMessageContaining("another person");
        assertThat(ofChildren.decide(hub.wanted(child, Verdict.SAME, "iris")).effect())
                .isEqualTo(Decisions.Effect.STANDS);
        assertThat(hub.entity("mosaic:M3")).isEqualTo(hub.entity("lcs:P3"));
    }

    @Test
    void aPairThatConcernsAnApprovedCarerNeedsASecondPersonWhereThatIsSet() throws Exception {
        hub.households("H1,APPROVED,P1,", "H2,APPLICANT,P2,");
        long carer = hub.judged(false, "lcs:P1", "mosaic:M1", 7);
        long applicant = hub.judged(false, "lcs:P2", "mosaic:M2", 7);
        Decisions ofCarers = hub.decisions(marking("approved-carer"));

        assertThat(ofCarers.decide(hub.wanted(applicant, Verdict.SAME, "rose")).effect())
                .isEqualTo(Decisions.Effect.STANDS);
        assertThat(ofCarers.decide(hub.wanted(carer, Verdict.SAME, "rose")).effect())
                .isEqualTo(Decisions.Effect.WAITS);
        assertThat(hub.entity("mosaic:M1")).isNotEqualTo(hub.entity("lcs:P1"));
        assertThatThrownBy(() -> ofCarers.decide(hub.wanted(carer, Verdict.SAME, "rose")))
                .hasMessageContaining("another person");
        assertThat(ofCarers.decide(hub.wanted(carer, Verdict.SAME, "iris")).effect())
                .isEqualTo(Decisions.Effect.STANDS);
        assertThat(hub.entity("mosaic:M1")).isEqualTo(hub.entity("lcs:P1"));
    }

    @Test
    void aMarkThatIsNotSetAsksNobodyTwice() throws Exception {
        String birthday = LocalDate.now().minusYears(9).toString();
        hub.lcs("P3,Cleo,Trent," + birthday);
        hub.mosaic("M3,Cleopatra,Trent," + birthday + ",N");
        hub.households("H1,APPROVED,P1,");
        long child = hub.judged(false, "lcs:P3", "mosaic:M3", 7);
        long carer = hub.judged(false, "lcs:P1", "mosaic:M1", 7);

        assertThat(hub.decisions(marking("approved-carer"))
                        .decide(hub.wanted(child, Verdict.SAME, "rose"))
                        .effect())
                .isEqualTo(Decisions.Effect.STANDS);
        assertThat(hub.decisions(marking("child"))
                        .decide(hub.wanted(carer, Verdict.SAME, "rose"))
                        .effect())
                .isEqualTo(Decisions.Effect.STANDS);
    }

    @Test
    void twoWhoDoNotAgreeSendThePairBack() throws Exception {
        Decisions twice = hub.decisions(new SecondReviewer(false, false, false, 10));
        long pair = hub.judged(false, "lcs:P1", "mosaic:M1", 7);
        twice.decide(hub.wanted(pair, Verdict.SAME, "rose"));

        assertThat(twice.decide(hub.wanted(pair, Verdict.DIFFERENT, "iris")).effect())
                .isEqualTo(Decisions.Effect.DISAGREED);

        assertThat(hub.store.query("select state, first_by, disagreements from hub.identity_pair where id = " + pair))
                .containsExactly("review|null|1");
        assertThat(hub.entity("mosaic:M1")).isNotEqualTo(hub.entity("lcs:P1"));
    }

    @Test
    void noRuleLinksWhatWaitsForASecondPerson() throws Exception {
        Decisions twice = hub.decisions(new SecondReviewer(false, false, false, 40));
        long pair = hub.judged(false, "lcs:P1", "mosaic:M1", 7);
        twice.decide(hub.wanted(pair, Verdict.DIFFERENT, "rose"));

        hub.judged(true, "lcs:P1", "mosaic:M1", 30);

        assertThat(hub.state(pair)).isEqualTo("review");
    }

    @Test
    void aPairOfARestrictedPersonIsMarkedAndNotThereForOthers() throws Exception {
        hub.mosaic("M3,Ada,Mersey,1980-05-01,Y");
        Decisions decisions = hub.decisions(SecondReviewer.DEFAULT);
        long pair = hub.judged(false, "lcs:P1", "mosaic:M3", 7);

        assertThatThrownBy(() -> decisions.decide(
                        new Decisions.Wanted(pair, hub.version(pair), Verdict.SAME, "letters compared", "rose", false)))
                .isInstanceOfSatisfying(DecisionRefused.class, refused -> assertThat(refused.why())
                        .isEqualTo(DecisionRefused.Why.NONE));
        assertThat(decisions.decide(hub.wanted(pair, Verdict.SAME, "rose")).effect())
                .isEqualTo(Decisions.Effect.WAITS);
    }

    @Test
    void aDecisionSaysWhy() {
        long pair = hub.judged(false, "lcs:P1", "mosaic:M1", 7);

        assertThatThrownBy(() -> hub.decisions()
                        .decide(new Decisions.Wanted(pair, hub.version(pair), Verdict.SAME, " ", "rose", true)))
                .hasMessageContaining("Say why");
    }

    @Test
    void decisionsAreNeverChanged() throws Exception {
        hub.decide(hub.judged(false, "lcs:P1", "mosaic:M1", 7), Verdict.SAME);

        for (String sql : List.of(
                "update hub.identity_decision set verdict = 'different'",
                "delete from hub.identity_decision",
                "truncate hub.identity_decision cascade",
                "update hub.entity_move set to_entity = 1")) {
            assertThatThrownBy(() -> hub.store.execute(sql)).hasStackTraceContaining("append-only");
        }
    }

    @Test
    void aLinkThatTheRulesWouldNotMakeAnyMoreStaysAndIsDoubted() {
        long pair = hub.judged(true, "lcs:P1", "mosaic:M1", 30);
        link("lcs:P1", "mosaic:M1");

        hub.judged(false, "lcs:P1", "mosaic:M1", 8);

        assertThat(hub.store.query("select state, doubted from hub.identity_pair where id = " + pair))
                .containsExactly("linked|t");
        assertThat(hub.entity("lcs:P1")).isEqualTo(hub.entity("mosaic:M1"));
    }

    @Test
    void whatTheRulesSayAgainIsDecidedOnce() {
        hub.judged(true, "lcs:P1", "mosaic:M1", 30);
        hub.judged(true, "lcs:P1", "mosaic:M1", 30);

        assertThat(hub.store.query("select d.verdict, d.by_person, d.actor, p.version from hub.identity_decision d"
                        + " join hub.identity_pair p on p.id = d.pair_id"))
                .containsExactly("same|f|hub|1");
    }

    @Test
    void anEnquiryThatIsAPersonsIsSaidSoByTheHub() throws Exception {
        hub.store.deliver(IdentityFixture.LCS_ENQUIRIES, "ENQUIRY_ID,FORENAME,REGIONAL_REFERRAL_ID\nE1,Ada,\n");
        long pair = hub.judged(false, "lcs:P1", "lcs:E1", 9);

        hub.decide(pair, Verdict.SAME);
        hub.decide(pair, Verdict.TAKEN_BACK);

        assertThat(hub.hubWords).containsExactly("say E1 P1", "take back E1 P1");
        assertThat(hub.entity("lcs:E1")).isNotEqualTo(hub.entity("lcs:P1"));
    }

    @Test
    void redirectsNeverChain() throws Exception {
        long first = hub.entity("lcs:P1");
        long second = hub.entity("lcs:P2");
        long third = hub.entity("mosaic:M1");
        hub.decide(hub.judged(false, "lcs:P2", "mosaic:M1", 9), Verdict.SAME);
        hub.decide(hub.judged(false, "lcs:P1", "lcs:P2", 9), Verdict.SAME);

        assertThat(hub.store.query("select old_entity, new_entity from hub.redirect order by 1"))
                .containsExactlyInAnyOrder(second + "|" + first, third + "|" + first);
    }
}
