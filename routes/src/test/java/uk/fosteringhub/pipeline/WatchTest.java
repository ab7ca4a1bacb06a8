package uk.fosteringhub.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.fosteringhub.core.alerts.AlertBook;
import uk.fosteringhub.core.alerts.AlertText;
import uk.fosteringhub.core.audit.AuditLog;
import uk.fosteringhub.core.runs.FeedPauses;
import uk.fosteringhub.core.runs.Run;
import uk.fosteringhub.core.runs.RunResult;
import uk.fosteringhub.core.runs.Verdict;
import uk.fosteringhub.core.settings.FeedSettings;
import uk.fosteringhub.core.watch.Incidents;
import uk.fosteringhub.core.watch.WatchSettings;
import uk.fosteringhub.core.watch.Watchman;

/** Incidents from their beginning to their end, on a real database. */
@Tag("servers")
class WatchTest {
    private static final ZoneId LONDON = ZoneId.of("Europe/London");
    private static final String HEADER = "DIM_PERSON_ID,FORENAME,SURNAME,GENDER_MAIN_CODE,BIRTH_DTTM\n";
    private static final String ADA = HEADER + "1,Ada,Khan,F,1980-02-03\n";
    private static final String ALERTS = "select step, channel, letter ->> 'subject' from hub.alert order by id";
    private static final String OPEN = "select kind, subject from hub.incident where closed_at is null order by id";

    @TempDir
    Path folder;

    private HubFixture hub;
    private Optional<Instant> due = Optional.empty();

    @BeforeEach
    void start() {
        hub = new HubFixture(folder);
    }

    @AfterEach
    void stop() {
        hub.close();
    }

    private static WatchSettings settings(Duration settle, Map<String, String> sequences) {
        return new WatchSettings(
                Duration.ofMinutes(30),
                Duration.ofHours(6),
                Duration.ofMinutes(15),
                Duration.ofHours(36),
                Duration.ofDays(14),
                Duration.ofHours(4),
                settle,
                5,
                sequences);
    }

    private Watchman watchman() {
        return watchman(settings(Duration.ZERO, Map.of("lcs-persons", "persons_{number}*.csv")), List.of("mosaic"));
    }

    private Watchman watchman(WatchSettings settings, List<String> targets) {
        List<FeedSettings> feeds = List.of(HubFixture.persons(), HubFixture.pull());
        return new Watchman(
                hub.onStore(),
                Watchman.watches(feeds, targets, settings, LONDON, now -> due.filter(time -> !time.isAfter(now))),
                settings,
                book());
    }

    private static AlertBook book() {
        return new AlertBook(List.of("mail"), new AlertText(LONDON, Optional.of("https://hub.example.org")), 5);
    }

    private Incidents incidents() {
        return new Incidents(hub.onStore(), new AuditLog(hub.onStore()), book());
    }

    private void named(String name, String content) {
        hub.deliver(
                HubFixture.persons(),
                name,
                content.getBytes(java.nio.charset.StandardCharsets.UTF_8),
                Optional.empty());
    }

    @Test
    void aLateFeedIsToldOnceWhenItBeginsOnceWhenItIsMissingAndOnceWhenItIsOver() {
        hub.deliver(HubFixture.persons(), ADA);
        watchman().look();
        assertThat(hub.query(OPEN)).isEmpty();

        hub.execute("update hub.delivery set received_at = now() - interval '3 days'");
        watchman().look();
        watchman().look();
        assertThat(hub.query(OPEN)).containsExactly("late-feed|feed lcs-persons");
        assertThat(hub.query(ALERTS)).containsExactly("opened|mail|New: Late delivery, feed lcs-persons");

        hub.execute("update hub.delivery set received_at = now() - interval '5 days'");
        watchman().look();
        watchman().look();
        assertThat(hub.query("select step, urgent from hub.alert order by id"))
                .containsExactly("opened|f", "escalated|t");

        hub.deliver(HubFixture.persons(), ADA + "2,Ben,Evans,M,1981-02-03\n");
        watchman().look();
        watchman().look();
        assertThat(hub.query(OPEN)).isEmpty();
        assertThat(hub.query("select step from hub.alert order by id"))
                .containsExactly("opened", "escalated", "closed");
        assertThat(hub.one("select closed_by from hub.incident")).isEqualTo("hub");
    }

    @Test
    void aFeedThatNeverBroughtAnythingIsMissedFromTheFirstLookOn() {
        watchman().look();
        assertThat(hub.query(OPEN)).isEmpty();
        hub.execute("update hub.watch set first_look_at = now() - interval '5 days'");
        watchman().look();
        assertThat(hub.query(OPEN)).containsExactly("late-feed|feed lcs-persons");
        assertThat(hub.one("select sentence from hub.incident")).contains("nothing has ever come");
    }

    @Test
    void aPausedFeedIsNeitherLateNorMissingAndItsNightIsNotGreen() {
        hub.deliver(HubFixture.persons(), ADA);
        assertThat(hub.lastResult.verdict()).isEqualTo(Verdict.GREEN);
        hub.execute("update hub.delivery set received_at = now() - interval '5 days'");
        watchman().look();
        FeedPauses pauses = new FeedPauses(hub.onStore(), new AuditLog(hub.onStore()));
        assertThat(pauses.pause("lcs-persons", "ada", "the source is being moved"))
                .isTrue();
        assertThat(pauses.pause("lcs-persons", "ben", "again")).isFalse();
        watchman().look();
        assertThat(hub.query(OPEN)).isEmpty();

        RunResult result = emptyRun();
        assertThat(result.verdict()).isEqualTo(Verdict.AMBER);
        assertThat(result.feeds().get(0).reasons())
                .singleElement()
                .asString()
                .contains("paused since", "by ada", "the source is being moved");

        assertThat(pauses.resume("lcs-persons", "ben", "moved")).isTrue();
        assertThat(pauses.resume("lcs-persons", "ben", "moved")).isFalse();
        assertThat(emptyRun().verdict()).isEqualTo(Verdict.RED);
        watchman().look();
        assertThat(hub.query(OPEN)).containsExactly("late-feed|feed lcs-persons");
        assertThat(hub.query("select actor, action, subject, reason from hub.audit order by id"))
                .containsExactly(
                        "ada|feed-paused|feed lcs-persons|the source is being moved",
                        "ben|feed-resumed|feed lcs-persons|moved");
    }

    private RunResult emptyRun() {
        try (Run run = hub.hub.runs().lead("command", false).orElseThrow()) {
            run.begin(HubFixture.persons());
            run.done(HubFixture.persons());
            return run.finish(List.of(HubFixture.persons()));
        }
    }

    @Test
    void aStoppedFeedIsAnIncidentUntilItHasBeenRead() {
        try (Run run = hub.hub.runs().lead("command", false).orElseThrow()) {
            run.begin(HubFixture.persons());
            run.stopped(HubFixture.persons(), "The server does not answer.");
            run.finish(List.of(HubFixture.persons()));
        }
        watchman().look();
        assertThat(hub.query(OPEN)).containsExactly("red-feed|feed lcs-persons");
        assertThat(hub.one("select sentence from hub.incident")).contains("The server does not answer.");
        hub.deliver(HubFixture.persons(), ADA);
        watchman().look();
        assertThat(hub.query(OPEN)).isEmpty();
    }

    @Test
    void aRefusedDeliveryAndBooksThatDoNotBalanceAreIncidents() {
        hub.deliver(HubFixture.persons(), "WRONG\n1\n");
        watchman().look();
        assertThat(hub.one("select sentence from hub.incident")).contains("refused whole");
        hub.deliver(HubFixture.persons(), ADA);
        hub.execute("update hub.delivery set received = received + 1 where state = 'accepted'");
        watchman().look();
        assertThat(hub.query(OPEN)).containsExactly("red-feed|feed lcs-persons");
        assertThat(hub.one("select sentence from hub.incident")).contains("do not balance");
    }

    @Test
    void noRecordsFromAFeedThatAlwaysBringsSomeIsAnIncident() {
        hub.deliver(HubFixture.persons(), ADA);
        hub.deliver(HubFixture.persons(), ADA + "2,Ben,Evans,M,1981-02-03\n");
        hub.deliver(HubFixture.persons(), HEADER);
        watchman().look();
        assertThat(hub.query(OPEN)).contains("unexplained-zero|feed lcs-persons");
    }

    @Test
    void aNumberLeftOutIsMissedUntilItComes() {
        named("persons_7.csv", ADA);
        named("persons_8.csv", ADA);
        named("persons_11-b.csv", ADA);
        watchman().look();
        assertThat(hub.query(OPEN)).containsExactly("sequence-gap|feed lcs-persons");
        assertThat(hub.one("select sentence from hub.incident")).contains("never came: 9 to 10.");
        named("persons_10.csv", ADA);
        watchman().look();
        assertThat(hub.one("select sentence from hub.incident")).contains("never came: 9.");
        named("persons_9.csv", ADA);
        watchman().look();
        assertThat(hub.query(OPEN)).isEmpty();
    }

    @Test
    void whatAPersonHasClosedIsNotOpenedAgainForTheSameButForSomethingElse() {
        named("persons_7.csv", ADA);
        named("persons_9.csv", ADA);
        watchman().look();
        long id = Long.parseLong(hub.one("select id from hub.incident"));
        assertThat(incidents().close(id, "ada", "8 was never made")).isPresent();
        assertThat(incidents().close(id, "ben", "again")).isEmpty();
        watchman().look();
        watchman().look();
        assertThat(hub.query(OPEN)).isEmpty();
        named("persons_12.csv", ADA);
        watchman().look();
        assertThat(hub.query(OPEN)).containsExactly("sequence-gap|feed lcs-persons");
        assertThat(hub.query("select step from hub.alert order by id")).containsExactly("opened", "closed", "opened");
        assertThat(hub.query("select actor, action, subject, reason from hub.audit"))
                .containsExactly("ada|incident-closed|incident " + id + "|8 was never made");
    }

    @Test
    void aPullThatFindsNothingNewerIsAnIncident() {
        hub.execute("insert into hub.feed_cursor values ('lafse-enquiries', '2026-01-01T00:00:00Z', 1)");
        watchman().look();
        assertThat(hub.query(OPEN)).containsExactly("stale-cursor|feed lafse-enquiries");
    }

    @Test
    void aTargetThatIsAwayAndAFileWithoutAnswerAreIncidents() {
        hub.execute("insert into hub.target_state (target, away_since, sentence) values"
                + " ('mosaic', now() - interval '20 minutes', 'It does not answer.')");
        hub.execute("insert into hub.parcel (target, record_type, name, sha256, lines, sent_at) values"
                + " ('mosaic', 'enquiry', 'hub-enquiry-1.csv', 'x', 1, now() - interval '2 days')");
        watchman().look();
        assertThat(hub.query(OPEN)).containsExactly("target-away|target mosaic", "unanswered-file|target mosaic");
        hub.execute("update hub.target_state set away_since = null");
        hub.execute("update hub.parcel set answered_at = now()");
        watchman().look();
        assertThat(hub.query(OPEN)).isEmpty();
    }

    @Test
    void whatComesAndGoesIsToldOnce() {
        WatchSettings settings = settings(Duration.ofMinutes(5), Map.of());
        hub.execute("insert into hub.target_state (target, away_since, sentence) values"
                + " ('mosaic', now() - interval '20 minutes', 'It does not answer.')");
        for (int i = 0; i < 3; i++) {
            hub.execute("update hub.target_state set away_since = now() - interval '20 minutes'");
            watchman(settings, List.of("mosaic")).look();
            hub.execute("update hub.target_state set away_since = null");
            watchman(settings, List.of("mosaic")).look();
        }
        assertThat(hub.query("select step from hub.alert")).containsExactly("opened");
        hub.execute("update hub.incident set over_since = now() - interval '6 minutes'");
        watchman(settings, List.of("mosaic")).look();
        assertThat(hub.query("select step from hub.alert order by id")).containsExactly("opened", "closed");
    }

    @Test
    void aScheduledRunThatDidNotStartIsAnIncidentUntilOneRuns() {
        watchman().look();
        hub.execute("update hub.watch set first_look_at = now() - interval '1 day'");
        due = Optional.of(Instant.now().minus(Duration.ofHours(1)));
        watchman().look();
        assertThat(hub.query(OPEN)).containsExactly("run-not-started|schedule");
        try (Run run = hub.hub.runs().lead("schedule", false).orElseThrow()) {
            run.finish(List.of());
        }
        watchman().look();
        assertThat(hub.query(OPEN)).isEmpty();
    }

    @Test
    void aTimeBeforeAnybodyLookedIsNobodysMiss() {
        due = Optional.of(Instant.now().minus(Duration.ofHours(1)));
        watchman().look();
        assertThat(hub.query(OPEN)).isEmpty();
    }

    @Test
    void whoTakesAnIncidentOnKeepsItFromBeingEscalatedByTime() {
        hub.execute("insert into hub.target_state (target, away_since) values"
                + " ('mosaic', now() - interval '20 minutes'), ('lcs', now() - interval '20 minutes')");
        WatchSettings settings = settings(Duration.ZERO, Map.of());
        watchman(settings, List.of("mosaic", "lcs")).look();
        long id = Long.parseLong(hub.one("select id from hub.incident where subject = 'target lcs'"));
        incidents().acknowledge(id, "ada", "I am on the phone with them");
        hub.execute("update hub.incident set opened_at = now() - interval '5 hours'");
        watchman(settings, List.of("mosaic", "lcs")).look();
        assertThat(hub.query("select subject, escalated_at is not null from hub.incident order by id"))
                .containsExactly("target mosaic|t", "target lcs|f");
        assertThat(incidents().one(id).orElseThrow().state()).isEqualTo("acknowledged");
    }

    @Test
    void manyAtOneTimeAreToldInOneAlert() {
        List<String> targets = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            targets.add("target" + i);
            hub.execute("insert into hub.target_state (target, away_since) values ('target" + i
                    + "', now() - interval '20 minutes')");
        }
        watchman(settings(Duration.ZERO, Map.of()), targets).look();
        assertThat(hub.query(ALERTS)).containsExactly("digest|mail|Incidents: 6 new");
        assertThat(hub.query("select count(*) from hub.alert_incident")).containsExactly("6");
    }

    @Test
    void ofManyThatLookAtOnceOneTells() throws Exception {
        hub.execute("insert into hub.target_state (target, away_since) values"
                + " ('mosaic', now() - interval '20 minutes')");
        int lookers = 6;
        ExecutorService executor = Executors.newFixedThreadPool(lookers);
        try {
            CyclicBarrier together = new CyclicBarrier(lookers);
            List<Future<Object>> looks = new ArrayList<>();
            for (int i = 0; i < lookers; i++) {
                Callable<Object> look = () -> {
                    together.await();
                    return watchman().look();
                };
                looks.add(executor.submit(look));
            }
            for (Future<Object> look : looks) {
                look.get();
            }
        } finally {
            executor.shutdownNow();
        }
        assertThat(hub.query(ALERTS)).containsExactly("opened|mail|New: Target away, target mosaic");
    }
}
