package uk.fosteringhub.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.fosteringhub.core.deliver.Handover;
import uk.fosteringhub.core.deliver.OutgoingRecord;
import uk.fosteringhub.core.deliver.Receipt;
import uk.fosteringhub.core.deliver.Target;
import uk.fosteringhub.core.identity.EntityMoves;
import uk.fosteringhub.core.merge.Merge;
import uk.fosteringhub.core.merge.Ownership;
import uk.fosteringhub.core.publish.OutgoingChange;
import uk.fosteringhub.core.publish.QueuedChange;
import uk.fosteringhub.core.records.RecordTypes;
import uk.fosteringhub.core.settings.FeedKind;
import uk.fosteringhub.core.settings.FeedSettings;

/** Two enquiries that become one while their changes wait for a target make one record there. */
@Tag("servers")
class MergedOnTheWayTest {
    private static final FeedSettings WEBSITE =
            HubFixture.csv("website-enquiries", "website/enquiries", FeedKind.DELTA);
    private static final String HEADER = "enquiry_id,modified_at,enquired_at,last_name\n";

    @TempDir
    Path folder;

    private HubFixture hub;
    private final List<OutgoingRecord> handed = new ArrayList<>();

    @BeforeEach
    void anEnquiryOfTheFirstLoadIsNotForTheTarget() {
        hub = new HubFixture(folder);
        hub.hub = hub.with(List.of(
                HubFixture.system("website", Optional.empty(), List.of(WEBSITE)),
                HubFixture.system("mosaic", Optional.of(TargetReplayTest.MOSAIC), List.of())));
        come(0);
        assertThat(hub.one("select count(*) from hub.outgoing")).isEqualTo("0");
    }

    @AfterEach
    void stop() {
        hub.close();
    }

    @Test
    void ofTwoThatWaitTheTargetGetsTheOneThatStays() throws Exception {
        come(1, 2);
        List<QueuedChange> waiting = waiting();
        long gone = entity(2);
        merge(1, 2);

        deliver(waiting, taking(Receipt.State.SENT));
        deliver(waiting(), taking(Receipt.State.SENT));

        assertThat(handed).extracting(OutgoingRecord::entity).containsExactly(entity(1));
        assertThat(hub.query("select state, answer from hub.receipt where entity_id = " + gone + " order by change_id"))
                .containsExactly(
                        "not_wanted|has become part of another record",
                        "not_wanted|a record that is ended is not sent");
        assertThat(hub.one("select count(*) from hub.outgoing")).isEqualTo("0");
    }

    @Test
    void whatStaysIsToldOnceThoughItIsOfAFirstLoad() throws Exception {
        come(1, 2);
        List<QueuedChange> waiting = waiting();
        merge(0, 1);
        merge(0, 2);

        deliver(waiting, taking(Receipt.State.SENT));
        assertThat(handed).isEmpty();
        deliver(waiting(), taking(Receipt.State.SENT));
        deliver(waiting(), taking(Receipt.State.SENT));

        assertThat(handed).extracting(OutgoingRecord::entity).containsExactly(entity(0));
        assertThat(handed.get(0).fields()).containsEntry("LAST_NAME", "Grey");
        assertThat(hub.one("select count(*) from hub.outgoing")).isEqualTo("0");
    }

    @Test
    void whatTheTargetKnowsIsNotToldAgain() throws Exception {
        come(1);
        deliver(waiting(), taking(Receipt.State.DELIVERED));
        come(2);
        List<QueuedChange> waiting = waiting();
        merge(1, 2);

        deliver(waiting, taking(Receipt.State.DELIVERED));
        deliver(waiting(), taking(Receipt.State.DELIVERED));

        assertThat(handed).hasSize(1);
        assertThat(hub.query("select kind from hub.change where kind = 'repair'"))
                .isEmpty();
    }

    @Test
    void whatTheTargetHasUnderAKeyIsNotToldThoughItIsOfAFirstLoad() throws Exception {
        hub.taken("mosaic", "enquiry", entity(0), "P-0");
        // so long ago that the receipt is no longer kept
        hub.execute("delete from hub.receipt");
        come(1);
        List<QueuedChange> waiting = waiting();
        merge(0, 1);

        deliver(waiting, taking(Receipt.State.DELIVERED));

        assertThat(hub.query("select kind from hub.change where kind = 'repair'"))
                .isEmpty();
    }

    @Test
    void whatStaysIsNotToldWhileTheTargetMayYetTakeWhatBecamePartOfIt() throws Exception {
        come(1);
        deliver(waiting(), taking(Receipt.State.SENT));
        hub.deliver(WEBSITE, HEADER + enquiry(1).replace("Grey", "Gray"));
        List<QueuedChange> waiting = waiting();
        merge(0, 1);

        deliver(waiting, taking(Receipt.State.SENT));

        assertThat(handed).hasSize(1);
        assertThat(hub.query("select kind from hub.change where kind = 'repair'"))
                .isEmpty();
    }

    private void merge(int one, int other) {
        hub.onStore().inTransaction(connection -> EntityMoves.telling(
                        connection, new Merge(new Ownership(Map.of())), hub.hub.targets())
                .merge(
                        RecordTypes.ENQUIRY,
                        List.of(new EntityMoves.Together(Set.of(entity(one), entity(other)), "identity", "a test"))));
    }

    private long entity(int number) {
        return Long.parseLong(hub.one("select entity_id from hub.contribution where key = 'W-" + number + "'"));
    }

    private Target taking(Receipt.State state) {
        return records -> {
            handed.addAll(records);
            return Handover.complete(records.stream()
                    .map(record -> new Receipt(
                            record.change(),
                            state,
                            "said the target",
                            Optional.of("P" + record.entity()).filter(key -> state == Receipt.State.DELIVERED)))
                    .toList());
        };
    }

    private void deliver(List<QueuedChange> batch, Target target) {
        assertThat(hub.hub
                        .couriers()
                        .to(TargetReplayTest.MOSAIC, target)
                        .deliver(batch)
                        .outage())
                .isEmpty();
    }

    private List<QueuedChange> waiting() throws Exception {
        List<OutgoingChange> waiting = new ArrayList<>();
        hub.hub.outbox().handOn("mosaic", 10, waiting::addAll);
        return waiting.stream()
                .map(change -> QueuedChange.read(change.body(), 1))
                .toList();
    }

    private void come(int... numbers) {
        StringBuilder rows = new StringBuilder(HEADER);
        for (int number : numbers) {
            rows.append(enquiry(number));
        }
        hub.deliver(WEBSITE, rows.toString());
    }

    private static String enquiry(int number) {
        return "W-" + number + ",2026-03-02T09:00:0" + number + "Z,2026-03-02T09:00:00Z,Grey\n";
    }
}
