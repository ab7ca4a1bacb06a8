package uk.fosteringhub.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.fosteringhub.connectors.transport.ImportFiles;
import uk.fosteringhub.core.deliver.AnswerBook;
import uk.fosteringhub.core.deliver.AnswersLater;
import uk.fosteringhub.core.deliver.Courier;
import uk.fosteringhub.core.deliver.Handover;
import uk.fosteringhub.core.deliver.OutgoingRecord;
import uk.fosteringhub.core.deliver.Target;
import uk.fosteringhub.core.identity.EntityMoves;
import uk.fosteringhub.core.merge.Merge;
import uk.fosteringhub.core.merge.Ownership;
import uk.fosteringhub.core.publish.OutgoingChange;
import uk.fosteringhub.core.publish.QueuedChange;
import uk.fosteringhub.core.records.RecordTypes;
import uk.fosteringhub.core.replay.ReplaySet;
import uk.fosteringhub.core.replay.ReplaySets;
import uk.fosteringhub.core.replay.Replays;
import uk.fosteringhub.core.settings.FeedKind;
import uk.fosteringhub.core.settings.FeedSettings;
import uk.fosteringhub.core.settings.OutgoingSettings;
import uk.fosteringhub.core.settings.OutgoingWay;
import uk.fosteringhub.core.store.EntityLock;
import uk.fosteringhub.simulators.lcs.LcsImport;

/** What LCS says of import files, and when it says so. The enquiries have no number but the website's. */
@Tag("servers")
class AcknowledgementTest {
    private static final FeedSettings WEBSITE =
            HubFixture.csv("website-enquiries", "website/enquiries", FeedKind.DELTA);
    private static final FeedSettings EXTRACT = HubFixture.csv("lcs-enquiries", "lcs/enquiries", FeedKind.SNAPSHOT);
    private static final String HEADER = "enquiry_id,modified_at,enquired_at,last_name\n";

    @TempDir
    Path folder;

    private HubFixture hub;
    private DefaultCamelContext camel;
    private OutgoingSettings out;
    private Path imports;
    private LcsImport lcs;
    private AnswersLater target;

    @BeforeEach
    void aFirstNightLeavesNothingToSend() {
        hub = new HubFixture(folder);
        camel = new DefaultCamelContext();
        camel.start();
        imports = folder.resolve("lcs").resolve("import");
        lcs = new LcsImport(imports, 70_001);
        out = out(Duration.ofSeconds(30));
        hub.hub = hub.with(List.of(
                HubFixture.system("website", Optional.empty(), List.of(WEBSITE)),
                HubFixture.system("lcs", Optional.of(out), List.of(EXTRACT))));
        target = target();
        hub.deliver(WEBSITE, HEADER + enquiry(0));
        assertThat(hub.query("select * from hub.outgoing")).isEmpty();
    }

    @AfterEach
    void stop() {
        camel.stop();
        hub.close();
    }

    @Test
    void anAnswerThatComesAfterTheHubDiedBeforeItsReceiptsIsKeptAndTheRecordIsNoDouble() throws Exception {
        List<QueuedChange> changes = enquiries(2);
        assertThatThrownBy(() -> courier(thenDying()).deliver(changes)).isInstanceOf(PlugPulled.class);
        assertThat(hub.query("select * from hub.receipt")).isEmpty();
        assertThat(lcs.takeUp()).hasSize(1);

        assertThat(courier(target).answers()).isEmpty();

        assertThat(receipts()).containsExactly("delivered|accepted|70001", "delivered|accepted|70002");
        assertThat(hub.query("select * from hub.outgoing")).isEmpty();
        hub.deliver(EXTRACT, "ENQUIRY_ID,SURNAME,STATUS_CODE\n70001,Grey,NEW\n70002,Grey,NEW\n");
        assertThat(hub.one("select count(*) from fostering.enquiry"))
                .as("what LCS took up is the same enquiry, and no double")
                .isEqualTo("3");
        assertThat(courier(target).deliver(changes).outage()).isEmpty();
        assertThat(receipts()).containsExactly("delivered|accepted|70001", "delivered|accepted|70002");
        assertThat(hub.hub.couriers().parcels().unanswered("lcs")).isEmpty();
    }

    @Test
    void anAnswerThatAnotherProcessCollectsBeforeTheSendersReceiptsIsKept() throws Exception {
        Target beforeItsReceipts = records -> {
            Handover handover = target.hand(records);
            lcs.takeUp();
            assertThat(courier(target).answers()).isEmpty();
            return handover;
        };

        assertThat(courier(beforeItsReceipts).deliver(enquiries(2)).outage()).isEmpty();

        assertThat(receipts()).containsExactly("delivered|accepted|70001", "delivered|accepted|70002");
        assertThat(hub.query("select * from hub.outgoing")).isEmpty();
    }

    @Test
    void anAnswerToAFileThatIsNotKnownToBeSentIsKeptAndTheFileDoesNotGoAgain() throws Exception {
        assertThatThrownBy(() -> courier(thenDying()).deliver(enquiries(1))).isInstanceOf(PlugPulled.class);
        hub.execute("update hub.parcel set sent_at = null");
        lcs.takeUp();

        assertThat(courier(target).answers()).isEmpty();
        assertThat(courier(target).deliver(enquiries(2)).outage()).isEmpty();

        assertThat(receipts()).contains("delivered|accepted|70001");
        assertThat(lcs.takeUp()).as("the second enquiry's file alone").hasSize(1);
        assertThat(lcs.files()).doesNotHaveDuplicates();
    }

    @Test
    void noFileIsSentWhileAnotherProcessSendsSinceWhatItFoundUnsentMayBeOlderThanWhatWasSentMeanwhile()
            throws Exception {
        assertThatThrownBy(() -> courier(thenDying()).deliver(enquiries(1))).isInstanceOf(PlugPulled.class);
        hub.execute("update hub.parcel set sent_at = null");
        assertThat(lcs.takeUp()).hasSize(1);
        List<QueuedChange> changes = enquiries(2);
        CompletableFuture<Courier.Delivered> other = new CompletableFuture<>();

        hub.hub.couriers().parcels().alone("lcs", Duration.ofSeconds(30), () -> {
            other.completeAsync(() -> courier(target).deliver(changes));
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> hub.one("select count(*) from pg_locks where locktype = 'advisory' and not granted")
                            .equals("1"));
            assertThat(lcs.takeUp()).isEmpty();
            hub.execute("update hub.parcel set sent_at = now()");
            return true;
        });

        assertThat(other.get(60, TimeUnit.SECONDS).outage()).isEmpty();
        assertThat(lcs.takeUp()).as("the second enquiry's file alone").hasSize(1);
        assertThat(lcs.files()).doesNotHaveDuplicates();
    }

    @Test
    void anotherProcessThatDoesNotComeToItsEndIsNoAttemptInVain() throws Exception {
        List<QueuedChange> changes = enquiries(1);
        out = out(Duration.ofMillis(50));

        Optional<Courier.Delivered> delivered = hub.hub.couriers().parcels().alone("lcs", Duration.ZERO, () -> courier(
                        target())
                .deliver(changes));

        assertThat(delivered.orElseThrow())
                .isEqualTo(new Courier.Delivered(
                        Optional.of("Another process of the hub is sending files to lcs and has not come to an end yet."
                                + " The changes wait and are sent by themselves."),
                        false));
        assertThat(hub.query("select failed_at from hub.outgoing")).containsExactly("null");
        assertThat(hub.query("select * from hub.parcel")).isEmpty();
    }

    @Test
    void whatTheHubHadGivenUpAndTheTargetTookIsKnownByTheTargetsKey() throws Exception {
        assertThat(courier(target).deliver(enquiries(1)).outage()).isEmpty();
        hub.execute("update hub.receipt set state = 'given_up'");
        lcs.takeUp();

        assertThat(courier(target).answers()).isEmpty();

        assertThat(receipts()).containsExactly("delivered|accepted|70001");
        assertThat(hub.query("select key from hub.contribution where state = 'x'"))
                .containsExactly("70001");
    }

    @Test
    void anAnswerToWhatHasBecomePartOfAnotherRecordIsKeptAsThatOne() throws Exception {
        assertThat(courier(target).deliver(enquiries(2)).outage()).isEmpty();
        lcs.takeUp();
        hub.onStore().inTransaction(this::mergeBoth);

        assertThat(courier(target).answers()).isEmpty();

        assertBothKeysAreOneEnquiry();
        hub.deliver(EXTRACT, "ENQUIRY_ID,SURNAME,STATUS_CODE\n70001,Grey,NEW\n70002,Grey,NEW\n");
        assertThat(hub.one("select count(*) from fostering.enquiry where ended_at is null"))
                .as("W-0, and the one that both have become")
                .isEqualTo("2");
    }

    @Test
    void anAnswerThatComesWhileItsRecordBecomesPartOfAnotherWaitsForThat() throws Exception {
        assertThat(courier(target).deliver(enquiries(2)).outage()).isEmpty();
        lcs.takeUp();
        CompletableFuture<Optional<String>> answers = new CompletableFuture<>();

        hub.onStore().inTransaction(connection -> {
            EntityLock.alone(connection);
            answers.completeAsync(() -> courier(target).answers());
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> answers.isDone()
                            || hub.one("select count(*) from pg_locks where locktype = 'advisory' and not granted")
                                    .equals("1"));
            assertThat(answers).isNotDone();
            return mergeBoth(connection);
        });

        assertThat(answers.get(60, TimeUnit.SECONDS)).isEmpty();
        assertBothKeysAreOneEnquiry();
    }

    private boolean mergeBoth(Connection connection) throws SQLException {
        Set<Long> both = Set.of(entity("W-1"), entity("W-2"));
        return !EntityMoves.telling(connection, new Merge(new Ownership(Map.of())), hub.hub.targets())
                .merge(RecordTypes.ENQUIRY, List.of(new EntityMoves.Together(both, "identity", "a test")))
                .isEmpty();
    }

    private void assertBothKeysAreOneEnquiry() {
        assertThat(hub.query("select key from hub.contribution where state = 'x' and entity_id = " + entity("W-1")
                        + " order by key"))
                .containsExactly("70001", "70002");
    }

    private long entity(String key) {
        return Long.parseLong(hub.one("select entity_id from hub.contribution where key = '" + key + "'"));
    }

    @Test
    void anAnswerInPartsIsWholeOnceEveryRecordIsAnswered() throws Exception {
        assertThat(courier(target).deliver(enquiries(3)).outage()).isEmpty();
        String name = file();
        Courier courier = courier(target);

        answer(name, "line,state,key,reason\n2,accepted,70001,\n");
        assertThat(courier.answers()).isEmpty();
        assertThat(receipts())
                .containsExactly("delivered|accepted|70001", "sent|in " + name + "|", "sent|in " + name + "|");
        assertThat(hub.query("select kind, state, message from hub.failure"))
                .containsExactly("answer-unusable|open|The answers to " + name
                        + " say nothing yet about 2 of 3 records. What they say is kept. Ask for the rest.");
        assertThat(courier.answers()).isEmpty();
        assertThat(imports.resolve(name + ".ack.csv")).exists();

        answer(name, "line,state,key,reason\n4,accepted,70003,\n3,rejected,,No such postcode\n");
        assertThat(courier.answers()).isEmpty();

        assertThat(receipts())
                .containsExactly("delivered|accepted|70001", "refused|No such postcode|", "delivered|accepted|70003");
        assertThat(hub.query("select state, outcome from hub.failure where kind = 'answer-unusable'"))
                .containsExactly("resolved|every record is answered");
        assertThat(hub.hub.couriers().parcels().unanswered("lcs")).isEmpty();
        assertThat(imports.resolve("done").resolve(name + ".ack.csv")).exists();
    }

    @Test
    void anAnswerThatIsWrittenRowByRowStaysUntilItsLastRow() throws Exception {
        assertThat(courier(target).deliver(enquiries(2)).outage()).isEmpty();
        String name = file();
        Path answer = imports.resolve(name + ".ack.csv");
        Courier courier = courier(target);
        answer(name, "line,state,key,reason\n2,accepted,70001,\n3,acc");
        for (int look = 0; look < 3; look++) {
            assertThat(courier.answers()).isEmpty();
            assertThat(answer).exists();
        }
        assertThat(receipts()).containsExactly("delivered|accepted|70001", "sent|in " + name + "|");

        Files.writeString(answer, "epted,70002,\n", StandardOpenOption.APPEND);
        assertThat(courier.answers()).isEmpty();

        assertThat(receipts()).containsExactly("delivered|accepted|70001", "delivered|accepted|70002");
        assertThat(answer).doesNotExist();
        assertThat(hub.query("select state from hub.failure")).containsExactly("resolved");
    }

    @Test
    void anAnswerThatPausesAfterARowIsReadToItsLastRowAlsoByAHubThatWasStartedAnew() throws Exception {
        assertThat(courier(target).deliver(enquiries(3)).outage()).isEmpty();
        String name = file();
        Path answer = imports.resolve(name + ".ack.csv");
        try (Writer open = Files.newBufferedWriter(answer)) {
            open.write("line,state,key,reason\n2,accepted,70001,\n");
            open.flush();
            for (int look = 0; look < 3; look++) {
                assertThat(courier(target).answers()).isEmpty();
            }
            open.write("3,accepted,70002,\n");
        }
        AnswersLater anew = target();
        for (int look = 0; look < 3; look++) {
            assertThat(courier(anew).answers()).isEmpty();
        }
        assertThat(receipts())
                .containsExactly("delivered|accepted|70001", "delivered|accepted|70002", "sent|in " + name + "|");

        Files.writeString(answer, "4,accepted,70003,\n", StandardOpenOption.APPEND);
        assertThat(courier(anew).answers()).isEmpty();

        assertThat(receipts())
                .containsExactly("delivered|accepted|70001", "delivered|accepted|70002", "delivered|accepted|70003");
        assertThat(answer).doesNotExist();
    }

    @Test
    void oneAttemptAtAFolderThatIsAwayStandsForAllThatItsFilesAreToHold() throws Exception {
        List<QueuedChange> changes = enquiries(1);
        Files.createDirectories(imports.getParent());
        Files.writeString(imports, "a file where the folder was");
        assertThat(courier(target).deliver(changes).outage()).isPresent();

        assertThat(courier(target).deliver(enquiries(3)).outage()).isPresent();

        assertThat(hub.query("select lines from hub.parcel")).containsExactly("1");
        assertThat(hub.query("select failed_at is not null from hub.outgoing"))
                .as("also what could not be packed while the first file could not go")
                .containsExactly("t", "t", "t");
    }

    @Test
    void whatWasRefusedInAFileAndIsReplayedGoesInAnother() throws Exception {
        assertThat(courier(target).deliver(enquiries(1)).outage()).isEmpty();
        answer(file(), "line,state,key,reason\n2,rejected,,No such postcode\n");
        Files.delete(imports.resolve(file()));
        assertThat(courier(target).answers()).isEmpty();
        Replays replays = Replays.of(hub.hub);
        ReplaySet set = replays.sets()
                .confirm(new ReplaySets.Wanted("once", "a test", "feed:to-lcs", Optional.empty(), 100, "ada"));
        while (replays.replayer().advance(set.id(), 100).more()) {
            // until nothing is left
        }

        assertThat(courier(target).deliver(waiting()).outage()).isEmpty();
        assertThat(lcs.takeUp()).hasSize(1);
        assertThat(courier(target).answers()).isEmpty();

        assertThat(receipts()).containsExactly("delivered|accepted|70001");
        assertThat(hub.query("select state from hub.failure")).containsExactly("resolved");
    }

    private String file() {
        return hub.one("select name from hub.parcel");
    }

    private void answer(String file, String content) throws IOException {
        Files.writeString(imports.resolve(file + ".ack.csv"), content);
    }

    /** The file lies there, and then nothing more is done. */
    private AnswersLater thenDying() {
        return new AnswersLater() {
            @Override
            public Handover hand(List<OutgoingRecord> records) {
                assertThat(target.hand(records).outage()).isEmpty();
                throw new PlugPulled();
            }

            @Override
            public Optional<String> answers(AnswerBook book) {
                throw new PlugPulled();
            }
        };
    }

    private static final class PlugPulled extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private static String enquiry(int number) {
        return "W-" + number + ",2026-03-02T09:00:0" + number + "Z,2026-03-02T09:00:00Z,Grey\n";
    }

    /** Changes of the enquiries up to this number, of which those that are new wait for LCS. */
    private List<QueuedChange> enquiries(int upTo) throws Exception {
        StringBuilder rows = new StringBuilder(HEADER);
        for (int i = 1; i <= upTo; i++) {
            rows.append(enquiry(i));
        }
        hub.deliver(WEBSITE, rows.toString());
        return waiting();
    }

    private List<QueuedChange> waiting() throws Exception {
        hub.execute("update hub.outgoing set handed_on_at = null");
        List<OutgoingChange> waiting = new ArrayList<>();
        hub.hub.outbox().handOn("lcs", 10, waiting::addAll);
        List<QueuedChange> queued = new ArrayList<>();
        for (OutgoingChange change : waiting) {
            queued.add(QueuedChange.read(change.body(), 1));
        }
        return queued;
    }

    private OutgoingSettings out(Duration timeout) {
        return new OutgoingSettings(
                "lcs",
                OutgoingWay.IMPORT_FILE,
                "lcs",
                "file:" + imports.getParent(),
                "",
                List.of("enquiry"),
                100,
                timeout,
                Duration.ofMinutes(1),
                Duration.ofDays(14),
                Map.of());
    }

    private AnswersLater target() {
        return (AnswersLater) new ImportFiles(camel, hub.hub.couriers().parcels(), Duration.ZERO)
                .open(HubFixture.system("lcs", Optional.of(out), List.of()), out);
    }

    private Courier courier(Target to) {
        return hub.hub.couriers().to(out, to);
    }

    private List<String> receipts() {
        return hub.query("select state, answer, target_key from hub.receipt order by change_id");
    }
}
