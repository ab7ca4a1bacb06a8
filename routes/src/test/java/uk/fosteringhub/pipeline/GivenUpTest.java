package uk.fosteringhub.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.fosteringhub.core.deliver.Courier;
import uk.fosteringhub.core.deliver.Handover;
import uk.fosteringhub.core.deliver.Receipt;
import uk.fosteringhub.core.deliver.Target;
import uk.fosteringhub.core.publish.OutgoingChange;
import uk.fosteringhub.core.publish.QueuedChange;
import uk.fosteringhub.core.replay.ReplaySet;
import uk.fosteringhub.core.replay.ReplaySets;
import uk.fosteringhub.core.replay.Replays;
import uk.fosteringhub.core.settings.FeedKind;
import uk.fosteringhub.core.settings.FeedSettings;

/** When a change that a target cannot take is given up: after two weeks of trying. */
@Tag("servers")
class GivenUpTest {
    private static final FeedSettings REFERRALS =
            HubFixture.csv("lafse-enquiries-csv", "lafse/enquiries-csv", FeedKind.DELTA);
    private static final String HEADER = "referral_id,enquired_at,modified_at,last_name\n";

    /** At the first that it is told. */
    private static final Target AWAY =
            records -> Handover.brokenOff(List.of(), List.of(records.get(0).change()), "503");

    private static final Target TAKES_ALL = records -> Handover.complete(records.stream()
            .map(record -> new Receipt(record.change(), Receipt.State.DELIVERED, "taken", Optional.empty()))
            .toList());

    @TempDir
    Path folder;

    private HubFixture hub;
    private Instant changed;

    @BeforeEach
    void aChangeWaits() {
        hub = new HubFixture(folder);
        hub.hub = hub.with(List.of(
                HubFixture.system("lafse", Optional.empty(), List.of(REFERRALS)),
                HubFixture.system("mosaic", Optional.of(TargetReplayTest.MOSAIC), List.of())));
        hub.deliver(REFERRALS, HEADER + "R-1,2026-01-01T00:00:00Z,2026-01-01T00:00:00Z,Khan\n");
        hub.deliver(REFERRALS, HEADER + "R-2,2026-01-02T00:00:00Z,2026-01-02T00:00:00Z,Nowak\n");
        changed = Instant.now();
    }

    @AfterEach
    void stop() {
        hub.close();
    }

    @Test
    void whatWaitedForTheHubForWeeksIsNotGivenUpAtTheFirstFailure() throws Exception {
        assertThat(tryInVain(60)).contains("503");

        assertThat(waiting()).isEqualTo("1");
        assertThat(hub.query("select state from hub.receipt")).isEmpty();
    }

    @Test
    void whatCouldNotBeHandedOverForTwoWeeksIsGivenUp() throws Exception {
        for (int day = 30; day < 44; day++) {
            assertThat(tryInVain(day)).contains("503");
        }
        assertThat(waiting()).isEqualTo("1");

        assertThat(tryInVain(44)).isEmpty();

        assertThat(waiting()).isEqualTo("0");
        assertThat(hub.query("select r.state, f.rule, f.state from hub.receipt r, hub.failure f"))
                .containsExactly("given_up|given-up|open");
        assertThat(hub.one("select message from hub.failure")).contains("after 14 days", "503");
    }

    @Test
    void ofATimeInWhichNothingWasTriedADayCounts() throws Exception {
        tryInVain(1);
        tryInVain(40);
        for (int day = 41; day < 53; day++) {
            assertThat(tryInVain(day)).contains("503");
        }
        assertThat(waiting()).isEqualTo("1");

        tryInVain(53);

        assertThat(waiting()).isEqualTo("0");
    }

    @Test
    void whatWaitsBehindAChangeIsNotGivenUpWithItAndGoesThroughAfterIt() throws Exception {
        hub.deliver(REFERRALS, HEADER + "R-3,2026-01-02T00:00:00Z,2026-01-02T00:00:00Z,Evans\n");
        for (int day = 0; day < 14; day++) {
            assertThat(tryInVain(day)).contains("503");
        }

        assertThat(tryInVain(14)).as("the other one waits on").contains("503");

        assertThat(hub.query("select state from hub.receipt")).containsExactly("given_up");
        assertThat(hub.query("select failing_for = '0' from hub.outgoing")).containsExactly("t");
        assertThat(bringOn(15, TAKES_ALL)).isEqualTo(new Courier.Delivered(Optional.empty(), true));
        assertThat(hub.query("select state from hub.receipt order by change_id"))
                .containsExactly("given_up", "delivered");
    }

    @Test
    void aTargetThatNothingGotThroughToIsNotReached() throws Exception {
        for (int day = 0; day < 14; day++) {
            tryInVain(day);
        }

        assertThat(bringOn(14, AWAY)).isEqualTo(new Courier.Delivered(Optional.empty(), false));

        assertThat(hub.query("select state from hub.receipt")).containsExactly("given_up");
    }

    @Test
    void whatIsReplayedHasItsTwoWeeksAnew() throws Exception {
        for (int day = 0; day <= 14; day++) {
            tryInVain(day);
        }
        assertThat(waiting()).isEqualTo("0");
        assertThat(replayed().applied()).isEqualTo(1);

        assertThat(tryInVain(30)).contains("503");

        assertThat(waiting()).isEqualTo("1");
    }

    /**
     * Brings what waits to a target that is away.
     *
     * @param day after the change
     * @return why it waits on
     */
    private Optional<String> tryInVain(int day) throws Exception {
        return bringOn(day, AWAY).outage();
    }

    private Courier.Delivered bringOn(int day, Target target) throws Exception {
        List<OutgoingChange> waiting = new ArrayList<>();
        hub.execute("update hub.outgoing set handed_on_at = null");
        hub.hub.outbox().handOn("mosaic", 10, waiting::addAll);
        Courier courier = new Courier(
                hub.onStore(),
                TargetReplayTest.MOSAIC,
                hub.hub.mappings().outgoing(),
                target,
                Clock.fixed(changed.plus(Duration.ofDays(day)), ZoneOffset.UTC),
                hub.hub.payloads());
        return courier.deliver(waiting.stream()
                .map(change -> QueuedChange.read(change.body(), 1))
                .toList());
    }

    private ReplaySet replayed() throws Exception {
        Replays replays = Replays.of(hub.hub);
        ReplaySet set = replays.sets()
                .confirm(new ReplaySets.Wanted("once", "a test", "feed:to-mosaic", Optional.empty(), 100, "ada"));
        while (replays.replayer().advance(set.id(), 100).more()) {
            // until nothing is left
        }
        return replays.sets().one(set.id()).orElseThrow();
    }

    private String waiting() {
        return hub.one("select count(*) from hub.outgoing");
    }
}
