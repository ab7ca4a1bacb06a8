package uk.fosteringhub.systems;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;
import uk.fosteringhub.core.Hub;
import uk.fosteringhub.core.replay.ReplaySets;
import uk.fosteringhub.core.replay.Replays;
import uk.fosteringhub.core.runs.RunResult;
import uk.fosteringhub.core.runs.TargetBooks;
import uk.fosteringhub.core.runs.Verdict;
import uk.fosteringhub.simulators.faults.Fault;
import uk.fosteringhub.simulators.lafse.LafseSimulator;
import uk.fosteringhub.simulators.lafse.Referral;
import uk.fosteringhub.simulators.world.Draw;

/** From LCS to the regional hub: what became of its referrals, whatever happens on the way. */
@Tag("servers")
class LafseJourneyTest {
    private static final Instant MONDAY = Instant.parse("2026-03-02T09:00:00Z");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path temp;

    private JourneyHub hub;
    private LafseSimulator lafse;
    private Path lcs;
    private final LcsExtract extract = new LcsExtract();

    @BeforeEach
    void firstNight() throws Exception {
        hub = new JourneyHub(temp.resolve("data"));
        lafse = LafseSimulator.start("key");
        lcs = Files.createDirectories(temp.resolve("lcs"));
        hub.settings.put("hub.systems.lafse.location", lafse.location());
        hub.settings.put("hub.systems.lafse.api-key", "key");
        hub.settings.put("hub.systems.lafse.out.longest-pause", "1s");
        hub.settings.put("hub.systems.lcs.location", "file:" + lcs);
        lafse.put(referral(0));
        lafse.put(referral(1));
        extract.with("60001", "NEW," + id(0) + ",,,").with("60002", "NEW," + id(1) + ",,,");
        extract.dropInto(lcs);
        RunResult first = hub.sync();
        assertThat(JourneyHub.target(first, "lafse").books())
                .as("a first load is where things start, and goes to nobody")
                .isEqualTo(TargetBooks.NONE);
    }

    @AfterEach
    void stop() {
        lafse.close();
        hub.close();
    }

    @Test
    void aReferralThatLcsClosesIsToldWithItsReason() throws Exception {
        extract.with("60001", "CLOSED," + id(0) + ",2026-03-09,2026-03-20,TIMING")
                .dropInto(lcs);
        RunResult result = hub.sync();
        assertThat(JourneyHub.target(result, "lafse").books()).isEqualTo(new TargetBooks(1, 1, 0, 0, 0, 0));
        assertThat(lafse.outcomes().of(id(0))).singleElement().satisfies(outcome -> {
            assertThat(outcome.path("stage").asText()).isEqualTo("INITIAL_HOME_VISIT");
            assertThat(outcome.path("closed").asText()).isEqualTo("true");
            assertThat(outcome.path("closedReason").asText()).isEqualTo("TIMING");
        });
        RunResult again = hub.sync();
        assertThat(JourneyHub.target(again, "lafse").books()).isEqualTo(TargetBooks.NONE);
        assertThat(lafse.outcomes().count()).isEqualTo(1);
    }

    @Test
    void aReferralThatLcsOpensAgainIsToldSo() throws Exception {
        extract.with("60001", "CLOSED," + id(0) + ",,2026-03-20,TIMING").dropInto(lcs);
        hub.sync();
        extract.with("60001", "NEW," + id(0) + ",,,").dropInto(lcs);
        hub.sync();
        assertThat(lafse.outcomes().of(id(0)))
                .extracting(outcome -> outcome.path("closed").asText())
                .containsExactly("true", "false");
    }

    @Test
    void aReferralThatLcsClosedWithoutADateAndOpensAgainIsToldSo() throws Exception {
        extract.with("60001", "CLOSED," + id(0) + ",,,TIMING").dropInto(lcs);
        hub.sync();
        extract.with("60001", "IN_PROGRESS," + id(0) + ",,,TIMING").dropInto(lcs);
        hub.sync();
        extract.with("60001", "ON_HOLD," + id(0) + ",,,TIMING").dropInto(lcs);
        hub.sync();
        assertThat(lafse.outcomes().of(id(0)))
                .extracting(outcome -> outcome.path("closed").asText()
                        + outcome.path("closedReason").asText())
                .containsExactly("trueTIMING", "false");
    }

    @Test
    void aReferralWhoseNumberIsEnteredAfterLcsClosedItIsTold() throws Exception {
        extract.with("60003", "CLOSED,,2026-03-09,2026-03-20,TIMING").dropInto(lcs);
        hub.sync();
        lafse.put(referral(2));
        hub.sync();
        assertThat(lafse.outcomes().count()).isZero();

        extract.with("60003", "CLOSED," + id(2) + ",2026-03-09,2026-03-20,TIMING")
                .dropInto(lcs);
        hub.sync();
        assertThat(lafse.outcomes().of(id(2))).singleElement().satisfies(outcome -> assertThat(
                        outcome.path("closed").asText())
                .isEqualTo("true"));
    }

    @Test
    void anOutcomeIsNotTakenBackBecauseLcsNoLongerListsTheEnquiry() throws Exception {
        hub.settings.put("hub.systems.lcs.feeds.enquiries.max-ended-share", "1");
        extract.with("60001", "INITIAL_HOME_VISIT," + id(0) + ",2026-03-09,,").dropInto(lcs);
        hub.sync();
        extract.without("60001").dropInto(lcs);
        RunResult gone = hub.sync();
        assertThat(JourneyHub.target(gone, "lafse").books()).isEqualTo(new TargetBooks(1, 0, 0, 0, 1, 0));

        extract.with("60001", "INITIAL_HOME_VISIT," + id(0) + ",2026-03-10,,").dropInto(lcs);
        hub.sync();
        assertThat(lafse.outcomes().of(id(0)))
                .extracting(outcome -> outcome.path("stageReachedOn").asText())
                .containsExactly("2026-03-09", "2026-03-10");
    }

    @Test
    void aTargetThatIsAwayHoldsItsChangesInTheirOrderAndTheOthersGoOn() throws Exception {
        hub.settings.put("hub.systems.lcs.out.location", "file:" + lcs);
        lafse.faults().next(1, new Fault.Slow(Duration.ZERO));
        lafse.put(referral(2));
        extract.with("60001", "INITIAL_HOME_VISIT," + id(0) + ",2026-03-09,,").dropInto(lcs);
        hub.settings.put("hub.systems.lafse.out.location", "http://127.0.0.1:1");
        RunResult away = hub.sync();
        assertThat(away.verdict()).isEqualTo(Verdict.AMBER);
        assertThat(JourneyHub.target(away, "lafse").books()).isEqualTo(new TargetBooks(1, 0, 0, 0, 0, 1));
        assertThat(JourneyHub.target(away, "lafse").reasons())
                .singleElement()
                .asString()
                .contains("1 change waits: http://127.0.0.1:1 refused the connection");
        assertThat(JourneyHub.target(away, "lcs").books())
                .as("another target's outage is not its business")
                .isEqualTo(new TargetBooks(1, 0, 1, 0, 0, 0));

        extract.with("60001", "CLOSED," + id(0) + ",2026-03-09,2026-03-20,TIMING")
                .dropInto(lcs);
        hub.sync();
        hub.settings.remove("hub.systems.lafse.out.location");
        hub.execute("update hub.target_state set next_attempt_at = now()");
        RunResult back = hub.sync();
        assertThat(back.verdict()).as("%s", back).isEqualTo(Verdict.GREEN);
        assertThat(lafse.outcomes().of(id(0)))
                .extracting(outcome -> outcome.path("closed").asText())
                .containsExactly("false", "true");
        assertThat(hub.query("select away_since from hub.target_state")).containsExactly("null");
    }

    @Test
    void aRefusedOutcomeIsAFailureWithTheTargetsAnswerAndLaterOnesGoOn() throws Exception {
        try (LafseSimulator withoutReferrals = LafseSimulator.start("key", 20)) {
            hub.settings.put("hub.systems.lafse.out.location", withoutReferrals.location());
            extract.with("60001", "INITIAL_HOME_VISIT," + id(0) + ",2026-03-09,,")
                    .dropInto(lcs);
            RunResult refused = hub.sync();
            assertThat(refused.verdict()).isEqualTo(Verdict.AMBER);
            assertThat(JourneyHub.target(refused, "lafse").books()).isEqualTo(new TargetBooks(1, 0, 0, 1, 0, 0));
        }
        assertThat(hub.query("select feed, source_key, step, rule, state from hub.failure"))
                .singleElement()
                .asString()
                .matches("to-lafse\\|enquiry \\d+\\|deliver\\|refused\\|open");
        assertThat(hub.query("select message from hub.failure").get(0)).contains("404 There is no such referral.");

        hub.settings.remove("hub.systems.lafse.out.location");
        extract.with("60001", "INITIAL_HOME_VISIT," + id(0) + ",2026-03-10,,").dropInto(lcs);
        RunResult accepted = hub.sync();
        assertThat(accepted.verdict()).as("%s", accepted).isEqualTo(Verdict.GREEN);
        assertThat(hub.query("select state from hub.failure")).containsExactly("resolved");
    }

    @Test
    void aWrongKeyHoldsChangesAndRefusesNone() throws Exception {
        extract.with("60001", "INITIAL_HOME_VISIT," + id(0) + ",2026-03-09,,").dropInto(lcs);
        hub.settings.put("hub.systems.lafse.api-key", "wrong");
        RunResult result = hub.sync();
        assertThat(JourneyHub.target(result, "lafse").books()).isEqualTo(new TargetBooks(1, 0, 0, 0, 0, 1));
        assertThat(JourneyHub.target(result, "lafse").reasons()).anyMatch(reason -> reason.contains("api-key"));
    }

    @Test
    void aChangeThatCouldNotBeDeliveredForTwoWeeksIsGivenUp() throws Exception {
        hub.settings.put("hub.systems.lafse.out.location", "http://127.0.0.1:1");
        extract.with("60001", "INITIAL_HOME_VISIT," + id(0) + ",2026-03-09,,").dropInto(lcs);
        RunResult first = hub.sync();
        assertThat(JourneyHub.target(first, "lafse").books()).isEqualTo(new TargetBooks(1, 0, 0, 0, 0, 1));

        hub.execute("update hub.target_state set next_attempt_at = now()");
        hub.execute("update hub.outgoing set failing_for = '14 days'");
        hub.sync();
        assertThat(hub.query("select r.state, f.rule from hub.receipt r, hub.failure f"))
                .containsExactly("given_up|given-up");
        assertThat(hub.query("select count(*) from hub.outgoing")).containsExactly("0");
        assertThat(hub.query("select away_since is null from hub.target_state"))
                .as("nothing got through, and it answers nobody")
                .containsExactly("f");

        hub.settings.remove("hub.systems.lafse.out.location");
        hub.sync();
        assertThat(hub.query("select away_since is null from hub.target_state"))
                .as("it answers, and nothing waits")
                .containsExactly("t");
    }

    @Test
    void aPauseOutlastsARestart() throws Exception {
        hub.settings.put("hub.systems.lafse.out.location", "http://127.0.0.1:1");
        extract.with("60001", "INITIAL_HOME_VISIT," + id(0) + ",2026-03-09,,").dropInto(lcs);
        hub.sync();
        hub.settings.remove("hub.systems.lafse.out.location");
        hub.execute("update hub.target_state set next_attempt_at = now() + interval '1 hour', attempts = 3");
        RunResult early = hub.sync();
        assertThat(JourneyHub.target(early, "lafse").reasons())
                .singleElement()
                .asString()
                .contains("tried 3 times");
        assertThat(lafse.outcomes().count()).isZero();
    }

    @Test
    void changesThatTheBrokerHasLostAreHandedOnAgain() throws Exception {
        hub.settings.put("hub.systems.lafse.out.location", "http://127.0.0.1:1");
        extract.with("60001", "INITIAL_HOME_VISIT," + id(0) + ",2026-03-09,,").dropInto(lcs);
        hub.sync();
        loseTheQueue();
        hub.settings.remove("hub.systems.lafse.out.location");
        hub.execute("update hub.target_state set next_attempt_at = now()");
        hub.execute("update hub.outgoing set handed_on_at = now() - interval '1 hour'");
        hub.sync();
        assertThat(hub.query("select state from hub.receipt where target = 'lafse'"))
                .containsExactly("delivered");
        assertThat(lafse.outcomes().of(id(0))).hasSize(1);
        assertThat(hub.query("select count(*) from hub.outgoing")).containsExactly("0");
    }

    @Test
    void aChangeThatComesTwiceIsHandedOverOnce() throws Exception {
        extract.with("60001", "INITIAL_HOME_VISIT," + id(0) + ",2026-03-09,,").dropInto(lcs);
        hub.sync();
        // As after a crash between the hand-over and the receipt.
        hub.execute("insert into hub.outgoing (target, change_id, changed_at, entity_id, version)"
                + " select r.target, c.id, c.changed_at, c.entity_id, c.version from hub.receipt r"
                + " join hub.change c on c.id = r.change_id and c.changed_at = r.changed_at where r.target = 'lafse'");
        hub.execute("delete from hub.receipt");
        hub.sync();
        assertThat(lafse.outcomes().of(id(0))).hasSize(1);
        assertThat(lafse.outcomes().repeated()).isEqualTo(1);
        assertThat(hub.query("select state from hub.receipt where target = 'lafse'"))
                .containsExactly("delivered");
    }

    @Test
    void changesThatAreInTheQueueAlreadyHoldUpNobody() throws Exception {
        hub.settings.put("hub.systems.lafse.out.location", "http://127.0.0.1:1");
        extract.with("60001", "INITIAL_HOME_VISIT," + id(0) + ",2026-03-09,,").dropInto(lcs);
        hub.sync();
        // As after a crash between the broker's commit and the database's: the queue has what has not been handed on.
        hub.execute("update hub.outgoing set handed_on_at = null");
        extract.with("60002", "INITIAL_HOME_VISIT," + id(1) + ",2026-03-10,,").dropInto(lcs);
        hub.sync();
        hub.settings.remove("hub.systems.lafse.out.location");
        hub.execute("update hub.target_state set next_attempt_at = now()");
        RunResult back = hub.sync();
        assertThat(back.verdict()).as("%s", back).isEqualTo(Verdict.GREEN);
        assertThat(lafse.outcomes().of(id(0))).hasSize(1);
        assertThat(lafse.outcomes().of(id(1))).hasSize(1);
        assertThat(lafse.outcomes().repeated()).isZero();
        assertThat(hub.query("select state, count(*) from hub.receipt where target = 'lafse' group by 1"))
                .containsExactly("delivered|2");
    }

    @Test
    void aRefusedOutcomeIsSentOnceMoreWhenAPersonSaysSo() throws Exception {
        try (LafseSimulator withoutReferrals = LafseSimulator.start("key", 20)) {
            hub.settings.put("hub.systems.lafse.out.location", withoutReferrals.location());
            extract.with("60001", "INITIAL_HOME_VISIT," + id(0) + ",2026-03-09,,")
                    .dropInto(lcs);
            hub.sync();
        }
        assertThat(hub.query("select feed, state from hub.failure")).containsExactly("to-lafse|open");
        hub.settings.remove("hub.systems.lafse.out.location");
        hub.serving(serving -> {
            Replays replays = Replays.of(serving.getBean(Hub.class));
            replays.sets()
                    .confirm(new ReplaySets.Wanted("once", "found", "feed:to-lafse", Optional.empty(), 100, "ada"));
            Awaitility.await()
                    .atMost(PATIENCE)
                    .until(() -> !lafse.outcomes().of(id(0)).isEmpty());
            Awaitility.await().atMost(PATIENCE).until(() -> hub.query("select state from hub.failure")
                    .equals(List.of("resolved")));
            return null;
        });
        assertThat(lafse.outcomes().of(id(0))).hasSize(1);
    }

    @Test
    void aHubThatServesDeliversWhenTheTargetComesBack() throws Exception {
        extract.with("60001", "INITIAL_HOME_VISIT," + id(0) + ",2026-03-09,,").dropInto(lcs);
        try (ConfigurableApplicationContext serving = hub.start(true)) {
            lafse.faults().next(1, new Fault.Slow(Duration.ZERO)).next(3, new Fault.Failing(503));
            JourneyHub.sync(serving);
            List<JsonNode> told = Awaitility.await()
                    .atMost(PATIENCE)
                    .until(() -> lafse.outcomes().of(id(0)), outcomes -> !outcomes.isEmpty());
            assertThat(told).hasSize(1);
            Awaitility.await().atMost(PATIENCE).until(() -> hub.query(
                            "select state from hub.receipt where target = 'lafse'")
                    .equals(List.of("delivered")));
        }
    }

    @Test
    void throughOneOutageAfterAnotherEachReferralsOutcomesArriveInTheirOrder() throws Exception {
        int referrals = 8;
        for (int i = 0; i < referrals; i++) {
            lafse.put(referral(i));
            extract.with(String.valueOf(60001 + i), "NEW," + id(i) + ",,,");
        }
        extract.dropInto(lcs);
        hub.sync();
        int firstOutcomes = lafse.outcomes().count();
        hub.settings.put("hub.systems.lafse.out.location", "http://127.0.0.1:1");
        for (int day = 1; day <= 4; day++) {
            for (int i = 0; i < referrals; i++) {
                extract.with(String.valueOf(60001 + i), "INITIAL_HOME_VISIT," + id(i) + ",2026-03-0" + day + ",,");
            }
            extract.dropInto(lcs);
            hub.sync();
            // It is away for the whole time, and asked once.
            hub.execute("update hub.target_state set next_attempt_at = now() + interval '1 hour'");
        }
        hub.execute("update hub.target_state set next_attempt_at = now()");
        hub.settings.remove("hub.systems.lafse.out.location");
        for (int outages = 0; outages < 6; outages++) {
            lafse.faults().next(3, new Fault.Slow(Duration.ZERO)).next(1, new Fault.Failing(503));
        }
        try (ConfigurableApplicationContext serving = hub.start(true)) {
            assertThat(serving.isRunning()).isTrue();
            Awaitility.await().atMost(PATIENCE).until(() -> hub.query("select count(*) from hub.outgoing")
                    .equals(List.of("0")));
        }
        assertThat(lafse.outcomes().count() - firstOutcomes).isEqualTo(4 * referrals);
        for (int i = 0; i < referrals; i++) {
            assertThat(lafse.outcomes().of(id(i)))
                    .extracting(outcome -> outcome.path("stageReachedOn").asText())
                    .containsExactly("2026-03-01", "2026-03-02", "2026-03-03", "2026-03-04");
        }
    }

    /** The embedded broker's journal is thrown away; a broker of one's own has its queue emptied. */
    private void loseTheQueue() throws IOException {
        if (hub.settings.containsKey("hub.broker.url")) {
            hub.emptyQueue("lafse");
            return;
        }
        try (var files = Files.walk(temp.resolve("data/broker"))) {
            for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private static Referral referral(int number) {
        return Referral.of(new Draw(7), number, 0).at(MONDAY.plusSeconds(number * 60L));
    }

    private static String id(int number) {
        return referral(number).referralId();
    }
}
