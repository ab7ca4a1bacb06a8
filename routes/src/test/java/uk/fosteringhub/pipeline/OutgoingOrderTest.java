package uk.fosteringhub.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.fosteringhub.core.publish.OutgoingChange;
import uk.fosteringhub.core.publish.Targets;
import uk.fosteringhub.core.runs.Run;
import uk.fosteringhub.core.settings.FeedKind;
import uk.fosteringhub.core.settings.FeedSettings;
import uk.fosteringhub.core.settings.SyncSettings;
import uk.fosteringhub.core.sync.Progress;

/** Numbers are given out before commits, which come in any order; within an entity the order must hold all the same. */
@Tag("servers")
class OutgoingOrderTest {
    private static final int ENQUIRIES = 120;
    private static final int ROUNDS = 6;

    @TempDir
    Path folder;

    @Test
    void theLastMessageOfAnEntityHoldsItsNewestVersionWhateverRunsAtOnce() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(3);
        AtomicBoolean over = new AtomicBoolean();
        try (HubFixture hub =
                        new HubFixture(folder, Map.of(), HubFixture.MAPPINGS, new SyncSettings(15, 2, 10_000), true);
                Run run = hub.hub.runs().lead("command", false).orElseThrow()) {
            FeedSettings lcs = HubFixture.csv("lcs-enquiries", "lcs/enquiries", FeedKind.DELTA);
            FeedSettings lafse = HubFixture.csv("lafse-enquiries-csv", "lafse/enquiries-csv", FeedKind.DELTA);
            run.begin(lcs);
            run.begin(lafse);
            Future<List<OutgoingChange>> sent = threads.submit(() -> handOnUntil(hub, over));
            Future<?> one = threads.submit(rounds(hub, run, lcs, OutgoingOrderTest::enquiries));
            Future<?> other = threads.submit(rounds(hub, run, lafse, OutgoingOrderTest::referrals));
            one.get();
            other.get();
            over.set(true);

            Map<Long, OutgoingChange> last = new HashMap<>();
            for (OutgoingChange change : sent.get()) {
                OutgoingChange before = last.put(change.entity(), change);
                if (before != null) {
                    assertThat(change.change()).isGreaterThan(before.change());
                    assertThat(change.version()).isEqualTo(before.version() + 1);
                }
            }
            assertThat(last).hasSize(ENQUIRIES);
            for (OutgoingChange change : last.values()) {
                assertThat(hub.one("select version from fostering.enquiry where id = " + change.entity()))
                        .isEqualTo(String.valueOf(change.version()));
                assertThat(change.body()).contains("\"record\":{").contains("\"version\": " + change.version());
            }
        } finally {
            over.set(true);
            threads.shutdownNow();
        }
    }

    private static List<OutgoingChange> handOnUntil(HubFixture hub, AtomicBoolean over) throws Exception {
        List<OutgoingChange> sent = new ArrayList<>();
        boolean last;
        do {
            last = over.get();
            while (hub.hub.outbox().waiting(Targets.KAFKA) > 0) {
                hub.hub.outbox().handOn(Targets.KAFKA, 40, sent::addAll);
            }
        } while (!last);
        return sent;
    }

    @FunctionalInterface
    private interface Content {
        String of(int round);
    }

    private static Callable<Void> rounds(HubFixture hub, Run run, FeedSettings feed, Content content) {
        return () -> {
            for (int round = 0; round < ROUNDS; round++) {
                hub.take(
                        run,
                        feed,
                        feed.name() + round,
                        content.of(round).getBytes(java.nio.charset.StandardCharsets.UTF_8),
                        Optional.empty(),
                        Progress.SILENT);
            }
            return null;
        };
    }

    /** Each feed changes a field of its own, so that every round of either is a change. */
    private static String enquiries(int round) {
        return "ENQUIRY_ID,CAMPAIGN,REGIONAL_REFERRAL_ID\n"
                + IntStream.range(0, ENQUIRIES)
                        .mapToObj(i -> "E" + i + ",Campaign " + round + ",R" + i)
                        .collect(Collectors.joining("\n"));
    }

    private static String referrals(int round) {
        return "referral_id,promo_code,modified_at\n"
                + IntStream.range(0, ENQUIRIES)
                        .mapToObj(i ->
                                "R" + (ENQUIRIES - 1 - i) + ",P" + round + ",2026-01-0" + (round + 1) + "T10:00:00Z")
                        .collect(Collectors.joining("\n"));
    }
}
