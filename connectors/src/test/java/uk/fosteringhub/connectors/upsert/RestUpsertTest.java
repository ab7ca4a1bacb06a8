package uk.fosteringhub.connectors.upsert;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import uk.fosteringhub.core.deliver.Handover;
import uk.fosteringhub.core.deliver.OutgoingRecord;
import uk.fosteringhub.core.deliver.Receipt;
import uk.fosteringhub.core.deliver.Receipt.State;
import uk.fosteringhub.core.settings.OutgoingSettings;
import uk.fosteringhub.core.settings.OutgoingWay;
import uk.fosteringhub.core.settings.SystemSettings;
import uk.fosteringhub.core.settings.UpsertSettings;
import uk.fosteringhub.simulators.faults.Fault;
import uk.fosteringhub.simulators.mosaic.MosaicSimulator;

/** The contract of a target that is upserted to, against the stand-in of MOSAIC. */
class RestUpsertTest {
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Map<String, String> ADA = Map.of(
            "FIRST_NAME",
            "Ada",
            "LAST_NAME",
            "Grey",
            "DATE_OF_BIRTH",
            "1981-05-03",
            "NHS_ID",
            "9990001006",
            "POST_CODE",
            "BN1 1AA",
            "HUB_REFERENCE",
            "1001");

    private DefaultCamelContext camel;
    private MosaicSimulator mosaic;
    private RestUpsert target;

    @BeforeEach
    void start() throws Exception {
        camel = new DefaultCamelContext();
        camel.start();
        mosaic = MosaicSimulator.start("key");
        target = target(mosaic.location(), "key", LONG);
    }

    @AfterEach
    void stop() {
        target.close();
        mosaic.close();
        camel.stop();
    }

    @Test
    void whatIsNotThereIsMadeAndItsKeyIsTold() {
        Receipt receipt = hand(record(1, ADA));
        assertThat(receipt.state()).isEqualTo(State.DELIVERED);
        assertThat(mosaic.records("residents")).singleElement().satisfies(made -> assertThat(made)
                .containsAllEntriesOf(ADA)
                .containsEntry("PERSON_ID", receipt.targetKey().orElseThrow()));
    }

    @Test
    void whatIsKnownIsChangedWithoutASearchAndLockedFieldsAreLeftAlone() {
        mosaic.put("residents", with(ADA, "PERSON_ID", "77", "NHS_ID", "9990001014"));
        Receipt receipt = hand(record(1, with(ADA, "EMAIL_ADDRESS", "ada@example.org"), Optional.of("77")));
        assertThat(receipt.state()).isEqualTo(State.DELIVERED);
        assertThat(mosaic.calls()).singleElement().satisfies(call -> {
            assertThat(call.method()).isEqualTo("PATCH");
            assertThat(call.fields())
                    .containsEntry("EMAIL_ADDRESS", "ada@example.org")
                    .doesNotContainKey("NHS_ID");
        });
        assertThat(mosaic.records("residents").get(0)).containsEntry("NHS_ID", "9990001014");
    }

    @Test
    void aFieldThatTurnsOutToBeLockedIsLeftAloneAndNamed() {
        mosaic.put("residents", with(ADA, "PERSON_ID", "77", "EMAIL_ADDRESS", "old@example.org"));
        mosaic.lock("residents", "EMAIL_ADDRESS");
        Map<String, String> fields = with(ADA, "EMAIL_ADDRESS", "new@example.org", "POST_CODE", "BN1 1AB");
        Receipt receipt = hand(record(1, fields, Optional.of("77")));
        assertThat(receipt.state()).isEqualTo(State.DELIVERED);
        assertThat(receipt.answer()).contains("left alone: EMAIL_ADDRESS").doesNotContain("example.org");
        assertThat(mosaic.records("residents").get(0))
                .containsEntry("EMAIL_ADDRESS", "old@example.org")
                .containsEntry("POST_CODE", "BN1 1AB");
    }

    @Test
    void whatIsThereForSureIsUsedAndNothingOfItIsEmptied() {
        mosaic.put(
                "residents",
                Map.of(
                        "PERSON_ID",
                        "77",
                        "FIRST_NAME",
                        "ADA",
                        "LAST_NAME",
                        "Grey",
                        "DATE_OF_BIRTH",
                        "1981-05-03 00:00:00",
                        "POST_CODE",
                        "bn11aa",
                        "EMAIL_ADDRESS",
                        "ada@example.org"));
        Receipt receipt = hand(record(1, with(ADA, "EMAIL_ADDRESS", "", "TITLE", "Dr")));
        assertThat(receipt.state()).isEqualTo(State.DELIVERED);
        assertThat(receipt.targetKey()).contains("77");
        assertThat(receipt.answer()).contains("found there by FIRST_NAME, LAST_NAME, DATE_OF_BIRTH, POST_CODE");
        assertThat(mosaic.records("residents")).singleElement().satisfies(record -> assertThat(record)
                .containsEntry("EMAIL_ADDRESS", "ada@example.org")
                .containsEntry("TITLE", "Dr"));
    }

    @Test
    void ofWhatIsKnownOnlyThatIsEmptiedWhichTheChangeTookAway() {
        mosaic.put(
                "residents",
                with(ADA, "PERSON_ID", "77", "TITLE", "Dr", "EMAIL_ADDRESS", "ada@example.org", "LOCALITY", "Hove"));
        Map<String, String> fields = with(ADA, "TITLE", "", "EMAIL_ADDRESS", "", "LOCALITY", "Lewes");
        OutgoingRecord change = new OutgoingRecord(
                1, "person", 1001, 2, "changed", Optional.of("77"), fields, Set.of("TITLE"), Set.of());

        assertThat(hand(change).state()).isEqualTo(State.DELIVERED);

        assertThat(mosaic.records("residents").get(0))
                .containsEntry("TITLE", "")
                .containsEntry("EMAIL_ADDRESS", "ada@example.org")
                .containsEntry("LOCALITY", "Lewes");
    }

    @Test
    void whatMayBeTheSameIsLeftToAPerson() {
        mosaic.put(
                "residents",
                Map.of("PERSON_ID", "77", "FIRST_NAME", "Ada", "LAST_NAME", "Grey", "DATE_OF_BIRTH", "1981-05-03"));
        Receipt receipt = hand(record(1, ADA));
        assertThat(receipt.state()).isEqualTo(State.REFUSED);
        assertThat(receipt.answer())
                .contains("one record in mosaic may be the same")
                .contains("compare them there");
        assertThat(mosaic.records("residents")).hasSize(1);
    }

    @Test
    void twoThatFitAreLeftToAPerson() {
        mosaic.put("residents", with(ADA, "PERSON_ID", "77", "HUB_REFERENCE", ""));
        mosaic.put("residents", with(ADA, "PERSON_ID", "78", "HUB_REFERENCE", ""));
        Receipt receipt = hand(record(1, ADA));
        assertThat(receipt.state()).isEqualTo(State.REFUSED);
        assertThat(receipt.answer()).contains("2 records in mosaic may be the same");
    }

    @Test
    void someoneWithAnotherBirthDateOrNhsNumberIsSomeoneElse() {
        mosaic.put("residents", with(ADA, "PERSON_ID", "77", "HUB_REFERENCE", "", "NHS_ID", "9990001014"));
        assertThat(hand(record(1, ADA)).answer()).isEqualTo("made");
        assertThat(mosaic.records("residents")).hasSize(2);
    }

    @Test
    void theSameChangeAgainMakesNothingTwice() {
        Map<String, String> unsure = Map.of("LAST_NAME", "Grey", "HUB_REFERENCE", "1001");
        mosaic.faults().next(2, new Fault.Slow(Duration.ZERO)).next(1, new Fault.CutOff(3));
        Handover lost = target.hand(List.of(record(1, unsure)));
        assertThat(lost.outage()).hasValueSatisfying(why -> assertThat(why).contains("did not answer, or broke off"));
        assertThat(mosaic.records("residents"))
                .as("made, but the answer was lost")
                .hasSize(1);
        Receipt again = hand(record(1, unsure));
        assertThat(again.state()).isEqualTo(State.DELIVERED);
        assertThat(again.targetKey()).isPresent();
        assertThat(mosaic.records("residents")).hasSize(1);
    }

    @Test
    void severalChangesOfOneEntityMakeOneRecord() {
        Handover handover =
                target.hand(List.of(record(1, ADA), record(2, with(ADA, "EMAIL_ADDRESS", "ada@example.org"))));
        assertThat(handover.receipts()).extracting(Receipt::state).containsOnly(State.DELIVERED);
        assertThat(mosaic.records("residents")).singleElement().satisfies(record -> assertThat(record)
                .containsEntry("EMAIL_ADDRESS", "ada@example.org"));
    }

    @Test
    void aRecordThatTheTargetRefusesIsOneRefusalWithoutPersonalData() {
        Handover handover = target.hand(List.of(record(1, with(ADA, "LAST_NAME", "")), other(2)));
        assertThat(handover.outage()).isEmpty();
        assertThat(handover.receipts()).extracting(Receipt::state).containsExactly(State.REFUSED, State.DELIVERED);
        assertThat(handover.receipts().get(0).answer())
                .isEqualTo("mosaic refused to make the record: status 422, A required field is missing (LAST_NAME)");
    }

    @Test
    void aRecordThatIsRestrictedThereIsRefusedAndTheOthersGoOn() {
        mosaic.put("residents", with(ADA, "PERSON_ID", "77", "RESTRICTED", "Y"));
        Handover handover = target.hand(List.of(record(1, with(ADA, "TITLE", "Dr"), Optional.of("77")), other(2)));
        assertThat(handover.receipts()).extracting(Receipt::state).containsExactly(State.REFUSED, State.DELIVERED);
        assertThat(handover.receipts().get(0).answer())
                .contains("may be restricted there")
                .contains("status 403");
    }

    @Test
    void aRecordThatIsGoneThereIsRefused() {
        Receipt receipt = hand(record(1, ADA, Optional.of("12345")));
        assertThat(receipt.state()).isEqualTo(State.REFUSED);
        assertThat(receipt.answer()).contains("no longer has the record");
    }

    @Test
    void whatEndedBeforeTheTargetHadItIsNotWanted() {
        OutgoingRecord ended =
                new OutgoingRecord(1, "person", 1001, 2, "ended", Optional.empty(), ADA, Set.of(), Set.of());
        assertThat(hand(ended).state()).isEqualTo(State.NOT_WANTED);
        assertThat(mosaic.calls()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 500, 502, 503, 408})
    void anOutageHoldsWhatIsLeftInItsOrder(int status) {
        hand(other(1));
        mosaic.faults().always(status == 429 ? new Fault.TooManyRequests(30) : new Fault.Failing(status));
        Handover handover = target.hand(List.of(record(2, ADA), record(3, ADA)));
        assertThat(handover.receipts()).isEmpty();
        assertThat(handover.outage()).hasValueSatisfying(why -> assertThat(why).contains("(" + status + ")"));
        mosaic.faults().none();
        assertThat(target.hand(List.of(record(2, ADA), record(3, ADA))).receipts())
                .hasSize(2);
        assertThat(mosaic.records("residents")).hasSize(2);
    }

    @Test
    void aSlowAnswerIsWaitedForAndOneThatDoesNotComeIsAnOutage() throws Exception {
        mosaic.faults().next(1, new Fault.Slow(Duration.ofMillis(300)));
        assertThat(hand(record(1, ADA)).state()).isEqualTo(State.DELIVERED);
        mosaic.faults().always(new Fault.Slow(Duration.ofMinutes(1)));
        try (RestUpsert hurried = target(mosaic.location(), "key", Duration.ofMillis(100))) {
            assertThat(hurried.hand(List.of(other(2))).outage())
                    .hasValueSatisfying(why -> assertThat(why).contains("did not answer"));
        }
    }

    @Test
    void aServerThatIsAwayIsAnOutage() {
        mosaic.close();
        assertThat(target.hand(List.of(record(1, ADA))).outage()).isPresent();
    }

    @Test
    void aRefusedKeyIsAnOutageSinceNoRecordIsToBlame() {
        try (RestUpsert stranger = target(mosaic.location(), "wrong", LONG)) {
            Handover handover = stranger.hand(List.of(record(1, ADA)));
            assertThat(handover.receipts()).isEmpty();
            assertThat(handover.outage())
                    .hasValueSatisfying(why ->
                            assertThat(why).contains("refused the key (401)").doesNotContain("wrong"));
            assertThat(stranger.probe()).isPresent();
        }
        assertThat(target.probe()).isEmpty();
    }

    @Test
    void aSearchThatCannotBeReadIsAnOutage() {
        mosaic.put("residents", with(ADA, "PERSON_ID", "77"));
        mosaic.faults().always(new Fault.BrokenJson());
        assertThat(target.hand(List.of(record(1, ADA))).outage())
                .hasValueSatisfying(why -> assertThat(why).contains("no list of records"));
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 413, 414, 422})
    void aSearchThatTheTargetRefusesIsARefusalOfItsRecordAndTheOthersGoOn(int status) {
        mosaic.faults().next(1, new Fault.Failing(status));
        Handover handover = target.hand(List.of(record(1, ADA), other(2)));
        assertThat(handover.outage()).isEmpty();
        assertThat(handover.receipts()).extracting(Receipt::state).containsExactly(State.REFUSED, State.DELIVERED);
        assertThat(handover.receipts().get(0).answer())
                .contains("the search by hub_reference={HUB_REFERENCE} is refused: status " + status)
                .doesNotContain("1001");
        assertThat(mosaic.records("residents"))
                .as("what could not be searched for is not made")
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {403, 404, 405})
    void aSearchThatIsRefusedToEverybodyIsAnOutage(int status) {
        mosaic.faults().next(1, new Fault.Failing(status));
        Handover handover = target.hand(List.of(record(1, ADA), other(2)));
        assertThat(handover.receipts()).isEmpty();
        assertThat(handover.tried()).as("the other was not asked for").containsExactly(1L);
        mosaic.faults().next(1, new Fault.Failing(status));
        assertThat(target.probe()).isPresent();
    }

    @Test
    void aSearchThatFindsTooMuchToBeComparedIsARefusalOfItsRecord() {
        mosaic.put("residents", Map.of("PERSON_ID", "78", "LAST_NAME", "Grey", "NOTE", "x".repeat(5 << 20)));
        Handover handover = target.hand(List.of(record(1, ADA), other(2)));
        assertThat(handover.outage()).isEmpty();
        assertThat(handover.receipts()).extracting(Receipt::state).containsExactly(State.REFUSED, State.DELIVERED);
        assertThat(handover.receipts().get(0).answer()).contains("finds more than 4194304 bytes");
    }

    @Test
    void aLongAnswerToWhatWasMadeIsNoOutage() {
        Receipt receipt = hand(record(1, with(ADA, "NOTE", "x".repeat(5 << 20))));
        assertThat(receipt.state()).isEqualTo(State.DELIVERED);
        assertThat(mosaic.records("residents")).hasSize(1);
    }

    @Test
    void aDuplicateOnALaterPageIsSeen() throws Exception {
        try (MosaicSimulator paging = MosaicSimulator.start("key", 1);
                RestUpsert paged = target(paging.location(), "key", LONG)) {
            paging.put("residents", with(ADA, "PERSON_ID", "71", "HUB_REFERENCE", "", "NHS_ID", "9990001014"));
            paging.put(
                    "residents", with(ADA, "PERSON_ID", "72", "HUB_REFERENCE", "", "NHS_ID", "", "FIRST_NAME", "ADA"));
            Handover handover = paged.hand(List.of(record(1, ADA)));
            assertThat(handover.receipts()).singleElement().satisfies(receipt -> {
                assertThat(receipt.state()).isEqualTo(State.DELIVERED);
                assertThat(receipt.targetKey()).contains("72");
            });
            assertThat(paging.records("residents")).hasSize(2);
        }
    }

    @Test
    void twoThatFitOnDifferentPagesAreLeftToAPerson() throws Exception {
        try (MosaicSimulator paging = MosaicSimulator.start("key", 1);
                RestUpsert paged = target(paging.location(), "key", LONG)) {
            paging.put("residents", with(ADA, "PERSON_ID", "77", "HUB_REFERENCE", ""));
            paging.put("residents", with(ADA, "PERSON_ID", "78", "HUB_REFERENCE", ""));
            Receipt receipt = paged.hand(List.of(record(1, ADA))).receipts().get(0);
            assertThat(receipt.state()).isEqualTo(State.REFUSED);
            assertThat(receipt.answer()).contains("2 records in mosaic may be the same");
        }
    }

    @Test
    void aSearchOfTooManyPagesIsARefusalOfItsRecord() throws Exception {
        try (MosaicSimulator paging = MosaicSimulator.start("key", 1);
                RestUpsert paged = target(paging.location(), "key", LONG)) {
            for (int i = 100; i <= 160; i++) {
                paging.put("residents", Map.of("PERSON_ID", String.valueOf(i), "LAST_NAME", "Grey"));
            }
            Handover handover = paged.hand(List.of(record(1, ADA), other(2)));
            assertThat(handover.receipts()).extracting(Receipt::state).containsExactly(State.REFUSED, State.DELIVERED);
            assertThat(handover.receipts().get(0).answer()).contains("finds more than 50 pages");
        }
    }

    private Receipt hand(OutgoingRecord record) {
        Handover handover = target.hand(List.of(record));
        assertThat(handover.outage()).isEmpty();
        return handover.receipts().get(0);
    }

    private static OutgoingRecord record(long change, Map<String, String> fields) {
        return record(change, fields, Optional.empty());
    }

    private static OutgoingRecord record(long change, Map<String, String> fields, Optional<String> key) {
        return new OutgoingRecord(change, "person", 1001, 1, "created", key, fields, Set.of(), Set.of());
    }

    private static OutgoingRecord other(long change) {
        Map<String, String> fields = Map.of("FIRST_NAME", "Lee", "LAST_NAME", "Moss", "HUB_REFERENCE", "1002");
        return new OutgoingRecord(change, "person", 1002, 1, "created", Optional.empty(), fields, Set.of(), Set.of());
    }

    private static Map<String, String> with(Map<String, String> fields, String... more) {
        Map<String, String> all = new LinkedHashMap<>(fields);
        for (int i = 0; i < more.length; i += 2) {
            all.put(more[i], more[i + 1]);
        }
        return all;
    }

    private RestUpsert target(String location, String key, Duration timeout) {
        UpsertSettings residents = new UpsertSettings(
                "/api/v1/residents",
                "PATCH",
                "/residents",
                "/nextCursor",
                "/PERSON_ID",
                List.of(
                        "hub_reference={HUB_REFERENCE}",
                        "nhs_id={NHS_ID}",
                        "first_name={FIRST_NAME}&last_name={LAST_NAME}&date_of_birth={DATE_OF_BIRTH}",
                        "last_name={LAST_NAME}"),
                List.of(
                        List.of("HUB_REFERENCE"),
                        List.of("NHS_ID"),
                        List.of("FIRST_NAME", "LAST_NAME", "DATE_OF_BIRTH", "POST_CODE")),
                List.of("NHS_ID", "DATE_OF_BIRTH"),
                List.of("NHS_ID", "PERSON_ID_LEGACY", "HUB_REFERENCE"));
        OutgoingSettings out = new OutgoingSettings(
                "mosaic",
                OutgoingWay.REST_UPSERT,
                "mosaic",
                location,
                "",
                List.of("person"),
                100,
                timeout,
                Duration.ofMinutes(15),
                Duration.ofDays(14),
                Map.of("person", residents));
        return new RestUpsert(
                camel,
                new SystemSettings(
                        "mosaic",
                        Optional.of(location),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(key),
                        List.of(),
                        Optional.of(out),
                        List.of(),
                        Optional.empty()),
                out);
    }
}
