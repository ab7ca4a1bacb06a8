package uk.fosteringhub.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.fosteringhub.core.deliver.Handover;
import uk.fosteringhub.core.deliver.Receipt;
import uk.fosteringhub.core.deliver.Target;
import uk.fosteringhub.core.failures.FailedRecord;
import uk.fosteringhub.core.failures.FailureLog;
import uk.fosteringhub.core.mapping.MappingProblem;
import uk.fosteringhub.core.publish.OutgoingChange;
import uk.fosteringhub.core.publish.QueuedChange;
import uk.fosteringhub.core.replay.ReplaySet;
import uk.fosteringhub.core.replay.ReplaySets;
import uk.fosteringhub.core.replay.Replays;
import uk.fosteringhub.core.settings.FeedKind;
import uk.fosteringhub.core.settings.FeedSettings;

/** What a target has missed is not forgotten because of a later change that is none of its business. */
@Tag("servers")
class OwedChangeTest {
    private static final FeedSettings REFERRALS =
            HubFixture.csv("lafse-enquiries-csv", "lafse/enquiries-csv", FeedKind.SNAPSHOT);

    @TempDir
    Path folder;

    private HubFixture hub;
    private final List<Long> handed = new ArrayList<>();

    @BeforeEach
    void threeEnquiriesAreKnownAndAFourthIsNew() {
        hub = new HubFixture(folder);
        hub.hub = hub.with(List.of(
                HubFixture.system("lafse", Optional.empty(), List.of(REFERRALS)),
                HubFixture.system("mosaic", Optional.of(TargetReplayTest.MOSAIC), List.of())));
        come("R-1 NEW", "R-2 NEW", "R-3 NEW");
        come("R-1 NEW", "R-2 NEW", "R-3 NEW", "R-4 NEW");
    }

    @AfterEach
    void stop() {
        hub.close();
    }

    @Test
    void theNextChangeTakesARefusedOneAlongWhicheverFieldItIsOf() throws Exception {
        deliver(saying(Receipt.State.REFUSED));
        come("R-1 NEW", "R-2 NEW", "R-3 NEW", "R-4 CONTACTED");

        deliver(saying(Receipt.State.DELIVERED));

        assertThat(handed).hasSize(2);
        assertThat(failures()).containsExactly("resolved|a later change was delivered");
    }

    @Test
    void inOneBatchToo() throws Exception {
        come("R-1 NEW", "R-2 NEW", "R-3 NEW", "R-4 CONTACTED");
        List<Receipt.State> answers = new ArrayList<>(List.of(Receipt.State.REFUSED, Receipt.State.DELIVERED));

        deliver(records -> saying(answers.remove(0)).hand(records));

        assertThat(handed).hasSize(2);
        assertThat(failures()).containsExactly("resolved|a later change was delivered");
    }

    @Test
    void aChangeThatDoesNotConcernTheTargetLeavesTheFailuresOfOtherRecordsAlone() throws Exception {
        deliver(saying(Receipt.State.REFUSED));
        come("R-1 CONTACTED", "R-2 NEW", "R-3 NEW", "R-4 NEW");

        deliver(saying(Receipt.State.DELIVERED));

        assertThat(handed).as("nothing of R-1 was missed").hasSize(1);
        assertThat(receipts()).containsExactly("refused", "not_wanted");
        assertThat(failures()).containsExactly("open|");
    }

    @Test
    void nothingIsOwedOfARecordThatHasEnded() throws Exception {
        deliver(saying(Receipt.State.REFUSED));
        come("R-1 NEW", "R-2 NEW", "R-3 NEW");

        deliver(saying(Receipt.State.DELIVERED));

        assertThat(handed).hasSize(1);
        assertThat(receipts()).containsExactly("refused", "not_wanted");
        assertThat(failures()).containsExactly("resolved|the target does not want the record as it is now");
    }

    @Test
    void whatIsAnsweredLaterIsNotSentTwiceAndCanBeReplayedOnceItIsRefused() throws Exception {
        deliver(saying(Receipt.State.SENT));
        come("R-1 NEW", "R-2 NEW", "R-3 NEW", "R-4 CONTACTED");
        deliver(saying(Receipt.State.SENT));
        assertThat(receipts()).containsExactly("sent", "not_wanted");
        assertThat(refusedLater()).containsExactly("open|");

        assertThat(replayed().applied()).isEqualTo(1);
        deliver(saying(Receipt.State.SENT));
        come("R-1 NEW", "R-2 NEW", "R-3 NEW", "R-4 COMPLETED");
        deliver(saying(Receipt.State.SENT));

        assertThat(handed).as("while its answer is to come it may yet be taken").hasSize(2);
        assertThat(hub.query("select state from hub.failure")).containsExactly("retrying");
    }

    @Test
    void whatEndedBeforeItWasRefusedIsNotReplayed() throws Exception {
        deliver(saying(Receipt.State.SENT));
        come("R-1 NEW", "R-2 NEW", "R-3 NEW");
        deliver(saying(Receipt.State.SENT));
        refusedLater();

        assertThat(replayed().skipped()).isEqualTo(1);

        assertThat(hub.one("select count(*) from hub.outgoing")).isEqualTo("0");
        assertThat(failures()).containsExactly("open|");
    }

    /** The refusal of what was sent comes after the record has changed again. */
    private List<String> refusedLater() {
        String key = hub.one("update hub.receipt set state = 'refused' where state = 'sent'"
                + " returning record_type || ' ' || entity_id");
        MappingProblem refusal =
                new MappingProblem(0, "", "", "refused", "mosaic refused the change: said the target", "");
        hub.onStore().inTransaction(connection -> {
            new FailureLog(connection, "to-mosaic", hub.hub.payloads())
                    .write(0, 0, List.of(new FailedRecord(key, 0, "deliver", List.of(refusal), "{}")));
            return key;
        });
        return failures();
    }

    private Target saying(Receipt.State answer) {
        return records -> {
            records.forEach(record -> handed.add(record.change()));
            return Handover.complete(records.stream()
                    .map(record -> new Receipt(record.change(), answer, "said the target", Optional.empty()))
                    .toList());
        };
    }

    /** Hands over what waits. */
    private void deliver(Target target) throws Exception {
        List<OutgoingChange> waiting = new ArrayList<>();
        hub.hub.outbox().handOn("mosaic", 10, waiting::addAll);
        List<QueuedChange> batch = waiting.stream()
                .map(change -> QueuedChange.read(change.body(), 1))
                .toList();
        assertThat(hub.hub
                        .couriers()
                        .to(TargetReplayTest.MOSAIC, target)
                        .deliver(batch)
                        .outage())
                .isEmpty();
        assertThat(hub.one("select count(*) from hub.outgoing")).isEqualTo("0");
    }

    /** The whole listing: each referral with its status. */
    private void come(String... referrals) {
        StringBuilder listing = new StringBuilder("referral_id,enquired_at,modified_at,last_name,status\n");
        for (String referral : referrals) {
            listing.append(referral.replace(" ", ",2026-01-01T00:00:00Z,2026-01-01T00:00:00Z,Khan,"))
                    .append('\n');
        }
        hub.deliver(REFERRALS, listing.toString());
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

    private List<String> failures() {
        return hub.query("select state, outcome from hub.failure");
    }

    private List<String> receipts() {
        return hub.query("select state from hub.receipt order by change_id");
    }
}
