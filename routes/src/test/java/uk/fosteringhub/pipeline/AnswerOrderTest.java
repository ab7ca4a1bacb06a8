package uk.fosteringhub.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.fosteringhub.connectors.transport.ImportFiles;
import uk.fosteringhub.core.deliver.AnswerBook;
import uk.fosteringhub.core.deliver.AnswersLater;
import uk.fosteringhub.core.deliver.Handover;
import uk.fosteringhub.core.deliver.OutgoingRecord;
import uk.fosteringhub.core.deliver.Receipt;
import uk.fosteringhub.core.deliver.Target;
import uk.fosteringhub.core.publish.OutgoingChange;
import uk.fosteringhub.core.publish.QueuedChange;
import uk.fosteringhub.core.replay.ReplaySets;
import uk.fosteringhub.core.replay.Replays;
import uk.fosteringhub.core.settings.FeedKind;
import uk.fosteringhub.core.settings.FeedSettings;
import uk.fosteringhub.core.settings.OutgoingSettings;
import uk.fosteringhub.core.settings.OutgoingWay;

/** Whether a record's failure stands is for its last change to say, in whatever order the answers come. */
@Tag("servers")
class AnswerOrderTest {
    private static final FeedSettings WEBSITE =
            HubFixture.csv("website-enquiries", "website/enquiries", FeedKind.DELTA);
    private static final String COLUMNS = "line,state,key,reason\n";
    private static final String ACCEPTED = COLUMNS + "2,accepted,70001,\n";
    private static final String REJECTED = COLUMNS + "2,rejected,,No such postcode\n";

    @TempDir
    Path folder;

    private HubFixture hub;
    private DefaultCamelContext camel;
    private OutgoingSettings out;
    private Path imports;
    private AnswersLater files;

    @BeforeEach
    void anEnquiryIsNew() {
        hub = new HubFixture(folder);
        camel = new DefaultCamelContext();
        camel.start();
        Path there = folder.resolve("lcs");
        imports = there.resolve("import");
        out = new OutgoingSettings(
                "lcs",
                OutgoingWay.IMPORT_FILE,
                "lcs",
                "file:" + there,
                "",
                List.of("enquiry"),
                100,
                Duration.ofSeconds(30),
                Duration.ofMinutes(1),
                Duration.ofDays(14),
                Map.of());
        hub.hub = hub.with(List.of(
                HubFixture.system("website", Optional.empty(), List.of(WEBSITE)),
                HubFixture.system("lcs", Optional.of(out), List.of())));
        files = (AnswersLater) new ImportFiles(camel, hub.hub.couriers().parcels(), Duration.ZERO)
                .open(HubFixture.system("lcs", Optional.of(out), List.of()), out);
        come("W-0", 0, "Grey");
        come("W-1", 1, "Grey");
    }

    @AfterEach
    void stop() {
        camel.stop();
        hub.close();
    }

    @Test
    void thatAnEarlierChangeIsAcceptedLeavesTheFailureOfALaterOne() throws Exception {
        deliver(files);
        come("W-1", 2, "Gray");
        deliver(saying(Receipt.State.REFUSED));

        answer(1, ACCEPTED);

        assertThat(receipts()).containsExactly("delivered", "refused");
        assertThat(failures()).containsExactly("open|");
        replay();
        deliver(files);
        answer(2, ACCEPTED);
        assertThat(receipts()).containsExactly("delivered", "delivered");
        assertThat(failures()).containsExactly("resolved|a later change was delivered");
    }

    @Test
    void inOneFileTheLaterLineDecides() throws Exception {
        come("W-1", 2, "Gray");
        deliver(files);

        answer(1, COLUMNS + "3,rejected,,No such postcode\n2,accepted,70001,\n");

        assertThat(receipts()).containsExactly("delivered", "refused");
        assertThat(failures()).containsExactly("open|");
    }

    @Test
    void theAnswersToTwoFilesMayComeTheOtherWayAbout() throws Exception {
        deliver(files);
        come("W-1", 2, "Gray");
        deliver(files);

        answer(2, REJECTED);
        answer(1, ACCEPTED);

        assertThat(receipts()).containsExactly("delivered", "refused");
        assertThat(failures()).containsExactly("open|");
    }

    @Test
    void theRefusalOfAnEarlierChangeIsNoFailureOnceALaterOneWasAccepted() throws Exception {
        deliver(files);
        come("W-1", 2, "Gray");
        deliver(files);

        answer(2, ACCEPTED);
        answer(1, REJECTED);

        assertThat(receipts()).containsExactly("refused", "delivered");
        assertThat(failures()).isEmpty();
    }

    @Test
    void theRefusalOfAnEarlierChangeIsSettledByALaterOne() throws Exception {
        deliver(files);
        come("W-1", 2, "Gray");
        deliver(files);

        answer(1, REJECTED);
        assertThat(failures()).containsExactly("open|");
        answer(2, ACCEPTED);

        assertThat(failures()).containsExactly("resolved|a later change was delivered");
    }

    @Test
    void ofAnswersThatComeAtOnceTheLastChangesDecides() throws Exception {
        come("W-1", 2, "Gray");

        deliver(saying(Receipt.State.DELIVERED, Receipt.State.REFUSED));

        assertThat(receipts()).containsExactly("delivered", "refused");
        assertThat(failures()).containsExactly("open|");
        come("W-1", 3, "Grey");
        come("W-1", 4, "Gray");
        deliver(saying(Receipt.State.REFUSED, Receipt.State.DELIVERED));
        assertThat(failures()).containsExactly("resolved|a later change was delivered");
    }

    private void come(String enquiry, int second, String name) {
        hub.deliver(
                WEBSITE,
                "enquiry_id,modified_at,enquired_at,last_name\n" + enquiry + ",2026-03-02T09:00:0" + second
                        + "Z,2026-03-02T09:00:00Z," + name + "\n");
    }

    /** A target that gets all changes at once, and says what became of each. */
    private static AnswersLater saying(Receipt.State... states) {
        return new AnswersLater() {
            @Override
            public Handover hand(List<OutgoingRecord> records) {
                assertThat(records).hasSameSizeAs(states);
                List<Receipt> receipts = new ArrayList<>();
                for (OutgoingRecord record : records) {
                    receipts.add(
                            new Receipt(record.change(), states[receipts.size()], "said the target", Optional.empty()));
                }
                return Handover.complete(receipts);
            }

            @Override
            public Optional<String> answers(AnswerBook book) {
                return Optional.empty();
            }
        };
    }

    /** Hands over what waits. */
    private void deliver(Target to) throws Exception {
        List<OutgoingChange> waiting = new ArrayList<>();
        hub.hub.outbox().handOn("lcs", 10, waiting::addAll);
        assertThat(waiting).isNotEmpty();
        assertThat(hub.hub
                        .couriers()
                        .to(out, to)
                        .deliver(waiting.stream()
                                .map(change -> QueuedChange.read(change.body(), 1))
                                .toList())
                        .outage())
                .isEmpty();
        assertThat(hub.query("select * from hub.outgoing")).isEmpty();
    }

    /** @param file the number of the file that is answered, from 1 */
    private void answer(int file, String content) throws IOException {
        String name = hub.one("select name from hub.parcel order by id offset " + (file - 1) + " limit 1");
        Files.writeString(imports.resolve(name + ".ack.csv"), content);
        assertThat(hub.hub.couriers().to(out, files).answers()).isEmpty();
    }

    private void replay() throws Exception {
        Replays replays = Replays.of(hub.hub);
        long set = replays.sets()
                .confirm(new ReplaySets.Wanted("once", "a test", "feed:to-lcs", Optional.empty(), 100, "ada"))
                .id();
        while (replays.replayer().advance(set, 100).more()) {
            // until nothing is left
        }
        assertThat(replays.sets().one(set).orElseThrow().applied()).isEqualTo(1);
    }

    private List<String> receipts() {
        return hub.query("select state from hub.receipt order by change_id");
    }

    private List<String> failures() {
        return hub.query("select state, outcome from hub.failure order by id");
    }
}
