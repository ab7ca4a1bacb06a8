package uk.fosteringhub.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.fosteringhub.core.deliver.Courier;
import uk.fosteringhub.core.deliver.Handover;
import uk.fosteringhub.core.deliver.Receipt;
import uk.fosteringhub.core.failures.FailureQuery;
import uk.fosteringhub.core.failures.FailureRefused;
import uk.fosteringhub.core.publish.OutgoingChange;
import uk.fosteringhub.core.publish.QueuedChange;
import uk.fosteringhub.core.replay.ReplaySet;
import uk.fosteringhub.core.replay.ReplaySets;
import uk.fosteringhub.core.replay.Replays;
import uk.fosteringhub.core.settings.FeedKind;
import uk.fosteringhub.core.settings.FeedSettings;
import uk.fosteringhub.core.settings.OutgoingSettings;
import uk.fosteringhub.core.settings.OutgoingWay;
import uk.fosteringhub.core.sync.Fate;

/** What a target would not have, and what becomes of it when a person has it sent again. */
@Tag("servers")
class TargetReplayTest {
    private static final FeedSettings REFERRALS =
            HubFixture.csv("lafse-enquiries-csv", "lafse/enquiries-csv", FeedKind.DELTA);
    static final OutgoingSettings MOSAIC = new OutgoingSettings(
            "mosaic",
            OutgoingWay.REST_UPSERT,
            "mosaic",
            "https://mosaic.example.org",
            "/api/v1/enquiries",
            List.of("enquiry"),
            100,
            Duration.ofSeconds(5),
            Duration.ofMinutes(1),
            Duration.ofDays(14),
            Map.of());
    private static final String HEADER = "referral_id,enquired_at,modified_at,last_name\n";

    @TempDir
    Path folder;

    private HubFixture hub;
    private final List<Long> handed = new ArrayList<>();

    @BeforeEach
    void aTargetHasRefusedAChange() throws Exception {
        hub = new HubFixture(folder);
        hub.hub = hub.with(List.of(
                HubFixture.system("lafse", Optional.empty(), List.of(REFERRALS)),
                HubFixture.system("mosaic", Optional.of(MOSAIC), List.of())));
        hub.deliver(REFERRALS, HEADER + "R-1,2026-01-01T00:00:00Z,2026-01-01T00:00:00Z,Khan\n");
        hub.deliver(REFERRALS, HEADER + "R-2,2026-01-02T00:00:00Z,2026-01-02T00:00:00Z,Nowak\n");
        deliver(Receipt.State.REFUSED);
        assertThat(hub.query("select feed, kind, state from hub.failure"))
                .containsExactly("to-mosaic|target-refused|open");
        assertThat(hub.one("select count(*) from hub.outgoing")).isEqualTo("0");
    }

    @AfterEach
    void stop() {
        hub.close();
    }

    /** Hands over what waits; the target says the same to all of it. */
    private void deliver(Receipt.State answer) throws Exception {
        List<OutgoingChange> waiting = new ArrayList<>();
        hub.hub.outbox().handOn("mosaic", 10, waiting::addAll);
        Courier courier = hub.hub.couriers().to(MOSAIC, records -> {
            records.forEach(record -> handed.add(record.change()));
            return Handover.complete(records.stream()
                    .map(record -> new Receipt(record.change(), answer, "said the target", Optional.empty()))
                    .toList());
        });
        assertThat(courier.deliver(waiting.stream()
                                .map(change -> QueuedChange.read(change.body(), 1))
                                .toList())
                        .outage())
                .isEmpty();
    }

    private ReplaySet carriedOut(String token) throws Exception {
        Replays replays = Replays.of(hub.hub);
        ReplaySet set = replays.sets()
                .confirm(new ReplaySets.Wanted(token, "a test", "feed:to-mosaic", Optional.empty(), 100, "ada"));
        while (replays.replayer().advance(set.id(), 100).more()) {
            // until nothing is left
        }
        return replays.sets().one(set.id()).orElseThrow();
    }

    @Test
    void aReplayedChangeIsSentOnceMoreUnderItsNumberAndSettledWhenTheTargetTakesIt() throws Exception {
        assertThat(Replays.of(hub.hub)
                        .previews()
                        .of(FailureQuery.of("feed:to-mosaic"), Optional.empty(), 100)
                        .counts())
                .isEqualTo(Map.of(Fate.Kind.APPLIED, 1));
        assertThat(hub.one("select count(*) from hub.outgoing"))
                .as("only looked at")
                .isEqualTo("0");

        assertThat(carriedOut("once").applied()).isEqualTo(1);
        assertThat(hub.query("select state, outcome from hub.failure"))
                .containsExactly("retrying|replayed: the change is on its way to mosaic again");
        assertThatThrownBy(() -> carriedOut("pressed again"))
                .isInstanceOf(FailureRefused.class)
                .hasMessageContaining("Nothing that waits is found");

        deliver(Receipt.State.DELIVERED);

        assertThat(handed).hasSize(2).allMatch(change -> change.equals(handed.get(0)));
        assertThat(hub.query("select state from hub.failure")).containsExactly("resolved");
        assertThat(hub.query("select state, count(*) from hub.receipt group by 1"))
                .containsExactly("delivered|1");
        assertThat(hub.one("select count(*) from hub.outgoing")).isEqualTo("0");
    }

    @Test
    void refusedAgainItIsTheSameFailureAndOpenAgain() throws Exception {
        carriedOut("once");

        deliver(Receipt.State.REFUSED);

        assertThat(hub.query("select state, count(*) from hub.failure group by 1"))
                .containsExactly("open|1");
        assertThat(hub.query("select state from hub.receipt")).containsExactly("refused");
        carriedOut("another time");
        deliver(Receipt.State.DELIVERED);
        assertThat(hub.query("select state from hub.failure")).containsExactly("resolved");
    }

    @Test
    void whileAnotherChangeOfTheRecordIsOnItsWayNoneIsAdded() throws Exception {
        hub.deliver(REFERRALS, HEADER + "R-2,2026-01-02T00:00:00Z,2026-01-03T00:00:00Z,Novak\n");
        assertThat(hub.one("select count(*) from hub.outgoing")).isEqualTo("1");

        assertThat(carriedOut("once").already()).isEqualTo(1);

        assertThat(hub.one("select count(*) from hub.outgoing")).isEqualTo("1");
        deliver(Receipt.State.DELIVERED);
        assertThat(hub.query("select state from hub.failure")).containsExactly("resolved");
    }

    @Test
    void whatATargetNoLongerGetsIsLeftAlone() throws Exception {
        hub.hub = hub.with(List.of(HubFixture.system("lafse", Optional.empty(), List.of(REFERRALS))));

        assertThat(carriedOut("once").skipped()).isEqualTo(1);

        assertThat(hub.query("select state from hub.failure")).containsExactly("open");
        assertThat(hub.query("select note from hub.failure_event"))
                .containsExactly("mosaic gets no changes any more (hub.systems.mosaic.out)");
    }

    @Test
    void aRecordThatHasBecomePartOfAnotherIsNotSent() throws Exception {
        hub.execute("insert into hub.redirect (old_entity, new_entity, record_type, why, at)"
                + " select entity_id, 1001, 'enquiry', 'a test', now() from hub.receipt");

        assertThat(carriedOut("once").superseded()).isEqualTo(1);

        assertThat(hub.one("select count(*) from hub.outgoing")).isEqualTo("0");
        assertThat(hub.query("select state, outcome from hub.failure"))
                .containsExactly("resolved|replayed: the record has become part of another one");
    }
}
