package uk.fosteringhub.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.fosteringhub.core.intake.ArchivedContent;
import uk.fosteringhub.core.intake.DeliveryOutcome;
import uk.fosteringhub.core.intake.DeliveryOutcome.State;
import uk.fosteringhub.core.intake.IncomingDelivery;
import uk.fosteringhub.core.intake.Utf8;
import uk.fosteringhub.core.runs.Books;
import uk.fosteringhub.core.runs.Run;
import uk.fosteringhub.core.runs.RunResult;
import uk.fosteringhub.core.runs.Verdict;
import uk.fosteringhub.core.settings.FeedKind;
import uk.fosteringhub.core.settings.FeedSettings;
import uk.fosteringhub.core.settings.SyncSettings;
import uk.fosteringhub.core.store.StoreUnavailable;
import uk.fosteringhub.core.sync.Progress;

/** What becomes of deliveries, on a real database with the project's own mappings. */
@Tag("servers")
class DeliveryTest {
    private static final String HEADER = "DIM_PERSON_ID,FORENAME,SURNAME,GENDER_MAIN_CODE,BIRTH_DTTM\n";
    private static final FeedSettings PERSONS = HubFixture.persons();
    private static final FeedSettings ADDRESSES = HubFixture.csv("lcs-addresses", "lcs/addresses", FeedKind.SNAPSHOT);

    @TempDir
    Path folder;

    private HubFixture hub;

    @BeforeEach
    void start() {
        hub = new HubFixture(folder);
    }

    @AfterEach
    void stop() {
        hub.close();
    }

    private static String person(int id, String surname) {
        return id + ",Ada," + surname + ",F,1980-02-03\n";
    }

    private static String people(int count) {
        return HEADER
                + IntStream.range(0, count).mapToObj(i -> person(i, "Name" + i)).collect(Collectors.joining());
    }

    private static Books books(long received, long added, long changed, long unchanged, long failed) {
        return new Books(received, added, changed, unchanged, failed, 0, 0);
    }

    @Test
    void aFirstDeliveryIsNewAndIsStoredWithItsProvenance() {
        DeliveryOutcome outcome = hub.deliver(PERSONS, HEADER + person(7, "O'Neill"));

        assertThat(outcome.state()).isEqualTo(State.ACCEPTED);
        assertThat(outcome.books()).isEqualTo(books(1, 1, 0, 0, 0));
        assertThat(
                        hub.query(
                                "select version, given_name, family_name, birth_date, provenance, ended_at from fostering.person"))
                .containsExactly("1|Ada|O'Neill|1980-02-03|{\"*\": \"lcs:7\"}|null");
        assertThat(hub.query("select version, kind, before, after, cause from hub.change"))
                .containsExactly("1|created|null|null|lcs:7");
        assertThat(hub.lastResult.verdict()).isEqualTo(Verdict.GREEN);
    }

    @Test
    void theSameRowsInAnotherOrderAreUnchanged() {
        hub.deliver(PERSONS, HEADER + person(1, "Khan") + person(2, "Evans"));
        List<String> before = hub.store();

        DeliveryOutcome outcome = hub.deliver(PERSONS, HEADER + person(2, "Evans") + person(1, "Khan"));

        assertThat(outcome.books()).isEqualTo(books(2, 0, 0, 2, 0));
        assertThat(hub.store()).isEqualTo(before);
    }

    @Test
    void theSameColumnsInAnotherOrderAreUnchangedWithoutMapping() {
        hub.deliver(PERSONS, HEADER + person(1, "Khan"));
        String hash = hub.one("select hash from hub.source_record");

        DeliveryOutcome outcome = hub.deliver(
                PERSONS, "SURNAME,BIRTH_DTTM,DIM_PERSON_ID,GENDER_MAIN_CODE,FORENAME\nKhan,1980-02-03,1,F,Ada\n");

        assertThat(outcome.books()).isEqualTo(books(1, 0, 0, 1, 0));
        assertThat(hub.one("select hash from hub.source_record")).isEqualTo(hash);
    }

    @Test
    void theSameContentUnderAnotherNameIsRecognised() {
        byte[] content = people(3).getBytes(StandardCharsets.UTF_8);
        hub.deliver(PERSONS, "monday.csv", content, Optional.empty());

        DeliveryOutcome outcome = hub.deliver(PERSONS, "tuesday.csv", content, Optional.empty());

        assertThat(outcome.state()).isEqualTo(State.DUPLICATE);
        assertThat(outcome.books()).isEqualTo(books(3, 0, 0, 3, 0));
        assertThat(outcome.notes())
                .containsExactly("tuesday.csv has the same content as monday.csv, which was taken before");
        assertThat(hub.lastResult.verdict()).isEqualTo(Verdict.GREEN);
    }

    @Test
    void aSnapshotThatGoesBackToAnOlderStateIsNews() {
        String monday = HEADER + person(1, "Khan");
        hub.deliver(PERSONS, monday);
        hub.deliver(PERSONS, HEADER + person(1, "Khan-Evans"));

        DeliveryOutcome outcome = hub.deliver(PERSONS, monday);

        assertThat(outcome.books()).isEqualTo(books(1, 0, 1, 0, 0));
        assertThat(hub.one("select family_name from fostering.person")).isEqualTo("Khan");
    }

    @Test
    void anOldFileOfADeltaIsNotTakenAgainSinceThatMayUndoWhatCameAfterItAndThePeopleAreTold() {
        FeedSettings delta = HubFixture.csv("lcs-persons", "lcs/persons", FeedKind.DELTA);
        String monday = HEADER + person(1, "Khan");
        hub.deliver(delta, "monday.csv", monday.getBytes(StandardCharsets.UTF_8), Optional.empty());
        hub.deliver(delta, HEADER + person(1, "Khan-Evans"));

        DeliveryOutcome outcome =
                hub.deliver(delta, "wednesday.csv", monday.getBytes(StandardCharsets.UTF_8), Optional.empty());

        assertThat(outcome.state()).isEqualTo(State.DUPLICATE);
        assertThat(hub.one("select family_name from fostering.person")).isEqualTo("Khan-Evans");
        assertThat(hub.lastResult.verdict()).isEqualTo(Verdict.AMBER);
        assertThat(hub.lastResult.feeds().get(0).reasons())
                .filteredOn(reason -> reason.startsWith("wednesday.csv"))
                .singleElement()
                .asString()
                .startsWith("wednesday.csv has the same content as monday.csv, which was taken as delivery "
                        + hub.one("select min(id) from hub.delivery"))
                .contains("Nothing of it was taken", "add an empty line");

        hub.deliver(delta, monday + "\n");

        assertThat(hub.one("select family_name from fostering.person")).isEqualTo("Khan");
        assertThat(hub.lastResult.verdict()).isEqualTo(Verdict.GREEN);
    }

    @Test
    void theNewestFileOfADeltaIsTakenAgainOnceItsMappingWasMended() {
        FeedSettings delta = HubFixture.csv("lcs-persons", "lcs/persons", FeedKind.DELTA);
        String content = HEADER + person(1, "Khan") + "2,Bo,Evans,M,31/31/1980\n";
        hub.deliver(delta, content);
        hub.execute("update hub.delivery set mapping_fingerprint = 'before', state = 'accepted'");

        assertThat(hub.deliver(delta, content).books()).isEqualTo(books(2, 0, 0, 1, 1));
    }

    @Test
    void anEventToldBeforeIsNotNews() {
        FeedSettings event = HubFixture.csv("lcs-persons", "lcs/persons", FeedKind.EVENT);
        String monday = HEADER + person(1, "Khan");
        hub.deliver(event, monday);
        hub.deliver(event, HEADER + person(2, "Evans"));

        assertThat(hub.deliver(event, monday).state()).isEqualTo(State.DUPLICATE);
        assertThat(hub.lastResult.verdict()).isEqualTo(Verdict.GREEN);
    }

    @Test
    void aPullThatFindsAnOlderStateAgainIsNews() {
        byte[] right = undated("Khan");
        hub.deliver(HubFixture.pull(), "pull", right, Optional.empty());
        hub.deliver(HubFixture.pull(), "pull", undated("Kahn"), Optional.empty());

        DeliveryOutcome outcome = hub.deliver(HubFixture.pull(), "pull", right, Optional.empty());

        assertThat(outcome.books()).isEqualTo(books(1, 0, 1, 0, 0));
        assertThat(hub.one("select family_name from fostering.enquiry")).isEqualTo("Khan");
        assertThat(hub.deliver(HubFixture.pull(), "pull", right, Optional.empty())
                        .state())
                .isEqualTo(State.DUPLICATE);
    }

    @Test
    void aChangedRowMakesANewVersionAndSaysWhatChanged() {
        hub.deliver(PERSONS, HEADER + person(1, "Khan") + person(2, "Evans"));

        DeliveryOutcome outcome = hub.deliver(PERSONS, HEADER + person(1, "Khan") + person(2, "Nowak"));

        assertThat(outcome.books()).isEqualTo(books(2, 0, 1, 1, 0));
        assertThat(hub.query("select version, family_name from fostering.person order by id"))
                .containsExactly("1|Khan", "2|Nowak");
        assertThat(hub.query("select kind, before, after, cause from hub.change where version = 2"))
                .containsExactly("changed|{\"family_name\": \"Evans\"}|{\"family_name\": \"Nowak\"}|lcs:2");
    }

    @Test
    void aBadRecordFailsAloneAndTheNextGoodVersionSettlesIt() {
        DeliveryOutcome outcome =
                hub.deliver(PERSONS, HEADER + person(1, "Khan") + "2,Bo,Evans,M,1980-02-31\n" + person(3, "Nowak"));

        assertThat(outcome.state()).isEqualTo(State.ACCEPTED_WITH_ERRORS);
        assertThat(outcome.books()).isEqualTo(books(3, 2, 0, 0, 1));
        assertThat(outcome.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.line()).isEqualTo(3);
            assertThat(problem.column()).isEqualTo("BIRTH_DTTM");
            assertThat(problem.message()).contains("BIRTH_DTTM").doesNotContain("02-31");
        });
        assertThat(hub.lastResult.verdict()).isEqualTo(Verdict.AMBER);
        assertThat(hub.query("select source_key, step, state from hub.failure")).containsExactly("2|map|open");
        assertThat(hub.query("select raw from hub.failure"))
                .singleElement()
                .satisfies(kept -> assertThat(kept).doesNotContain("Evans"))
                .satisfies(kept -> assertThat(hub.hub.payloads().open(kept)).contains("\"SURNAME\":\"Evans\""));

        hub.deliver(PERSONS, HEADER + person(1, "Khan") + "2,Bo,Evans,M,1980-02-28\n" + person(3, "Nowak"));

        assertThat(hub.query("select state, outcome from hub.failure"))
                .containsExactly("resolved|superseded by a newer delivery");
        assertThat(hub.lastResult.verdict()).isEqualTo(Verdict.GREEN);
    }

    @Test
    void theSameBadRecordEveryNightIsOneFailureAndFailsEveryNight() {
        String content = HEADER + person(1, "Khan") + "2,Bo,Evans,M,31/31/1980\n";
        hub.deliver(PERSONS, content);
        DeliveryOutcome again = hub.deliver(PERSONS, content);

        assertThat(again.books()).isEqualTo(books(2, 0, 0, 1, 1));
        assertThat(hub.query("select state, seen from hub.failure")).containsExactly("open|2");
    }

    @Test
    void aRecordThatWasGoodAndTurnsBadKeepsItsLastGoodVersion() {
        hub.deliver(PERSONS, HEADER + person(1, "Khan") + person(2, "Evans"));

        hub.deliver(PERSONS, HEADER + person(1, "Khan") + "2,Bo,Evans,M,2999-01-01\n");

        assertThat(hub.query("select family_name, ended_at from fostering.person order by id"))
                .containsExactly("Khan|null", "Evans|null");
    }

    @Test
    void ofRowsWithTheSameKeyTheLastWinsAndItIsSaid() {
        DeliveryOutcome outcome =
                hub.deliver(PERSONS, HEADER + person(1, "First") + person(2, "Evans") + person(1, "Last"));

        assertThat(outcome.books()).isEqualTo(books(3, 2, 0, 1, 0));
        assertThat(outcome.notes())
                .containsExactly(
                        "1 row of delivery.csv gave way to another with the same key: the one modified last, or the last"
                                + " where none says when");
        assertThat(hub.query("select family_name from fostering.person order by family_name"))
                .containsExactly("Evans", "Last");
    }

    @Test
    void ofRowsWithTheSameKeyTheOneThatWasModifiedLastWinsWhereverItStands() {
        FeedSettings referrals = HubFixture.csv("lafse-enquiries-csv", "lafse/enquiries-csv", FeedKind.DELTA);
        DeliveryOutcome outcome = hub.deliver(referrals, """
                referral_id,enquired_at,modified_at,last_name
                R-1,2026-01-01T00:00:00Z,2026-01-03T14:00:00Z,Newest
                R-2,2026-01-01T00:00:00Z,2026-01-01T00:00:00Z,Nowak
                R-1,2026-01-01T00:00:00Z,2026-01-03T10:00:00Z,Older
                R-2,2026-01-01T00:00:00Z,,Silent
                """);

        assertThat(outcome.books()).isEqualTo(books(4, 2, 0, 2, 0));
        assertThat(hub.query("select family_name from fostering.enquiry order by 1"))
                .containsExactly("Newest", "Nowak");
    }

    @Test
    void aRowThatCannotBeTakenDoesNotCountInsteadOfAnotherWithTheSameKeyAndFailsIfItIsTheLater() {
        String bad = "2,Bo,Evans,M,1980-02-31\n";
        DeliveryOutcome outcome = hub.deliver(PERSONS, HEADER + bad + person(1, "Khan") + person(2, "Good") + bad);

        assertThat(outcome.books()).isEqualTo(books(4, 2, 0, 1, 1));
        assertThat(outcome.problems()).singleElement().satisfies(problem -> assertThat(problem.line())
                .isEqualTo(5));
        assertThat(hub.query("select family_name from fostering.person order by 1"))
                .containsExactly("Good", "Khan");

        DeliveryOutcome again = hub.deliver(
                PERSONS, HEADER + person(1, "Khan") + person(2, "Better") + bad + "3,Bo,Moss,M,1980-02-31\n".repeat(2));

        assertThat(again.books()).isEqualTo(books(5, 0, 1, 2, 2));
        assertThat(again.problems()).extracting("line").containsExactly(4L, 6L);
        assertThat(hub.query("select source_key, state from hub.failure order by 1"))
                .containsExactly("2|open", "3|open");
        assertThat(hub.query("select family_name, ended_at from fostering.person order by 1"))
                .containsExactly("Better|null", "Khan|null");
    }

    @Test
    void theLastOfRowsWithTheSameKeyWinsAlsoWhereOneIsAsItWas() {
        hub.deliver(PERSONS, HEADER + person(1, "Khan") + person(2, "Evans"));

        DeliveryOutcome asItWasLast =
                hub.deliver(PERSONS, HEADER + person(1, "Other") + person(2, "Evans") + person(1, "Khan"));
        assertThat(asItWasLast.books()).isEqualTo(books(3, 0, 0, 3, 0));
        assertThat(asItWasLast.notes()).singleElement().asString().contains("gave way to another with the same key");
        assertThat(hub.one("select family_name from fostering.person order by id limit 1"))
                .isEqualTo("Khan");

        DeliveryOutcome asItWasFirst =
                hub.deliver(PERSONS, HEADER + person(1, "Khan") + person(2, "Evans") + person(1, "Other"));
        assertThat(asItWasFirst.books()).isEqualTo(books(3, 0, 1, 2, 0));
        assertThat(hub.one("select family_name from fostering.person order by id limit 1"))
                .isEqualTo("Other");

        DeliveryOutcome asItWasTwice = hub.deliver(
                PERSONS, HEADER + person(2, "Evans") + person(1, "Other") + person(2, "Evans") + person(3, "New"));
        assertThat(asItWasTwice.books()).isEqualTo(books(4, 1, 0, 3, 0));
        assertThat(asItWasTwice.notes()).singleElement().asString().contains("gave way to another with the same key");
    }

    @Test
    void aSnapshotWithAllThatCanHappenEndsLikeItsRowsTakenOneByOne() {
        hub.deliver(PERSONS, people(300));

        DeliveryOutcome outcome = hub.deliver(
                PERSONS,
                HEADER
                        + IntStream.range(0, 280)
                                .mapToObj(i -> person(i, i % 7 == 0 ? "Łukasz-Ünal 名" + i : "Name" + i))
                                .collect(Collectors.joining())
                        + "5000,Ada,Bad,F,never\n"
                        + person(6000, "New"));

        assertThat(outcome.books()).isEqualTo(new Books(282, 1, 40, 240, 1, 0, 20));
        assertThat(hub.one("select count(*) from fostering.person where ended_at is not null"))
                .isEqualTo("20");
        assertThat(
                        hub.one(
                                "select count(*) from fostering.person where family_name like 'Łukasz-Ünal 名%' and version = 2"))
                .isEqualTo("40");
        assertThat(hub.one("select count(*) from hub.source_record")).isEqualTo("281");
    }

    @Test
    void theRowThatStandsForNoRowIsNoRecordAndNoMistake() {
        DeliveryOutcome outcome = hub.deliver(PERSONS, HEADER + "-1,,Unknown,,\n" + person(1, "Khan"));

        assertThat(outcome.books()).isEqualTo(books(2, 1, 0, 1, 0));
        assertThat(hub.query("select family_name from fostering.person")).containsExactly("Khan");
        assertThat(hub.deliver(PERSONS, HEADER + person(1, "Khan") + "-1,,Unknown,,\n")
                        .books())
                .isEqualTo(books(2, 0, 0, 2, 0));
    }

    @Test
    void whatASnapshotNoLongerHasIsEndedAndComesBackWhenItDoes() {
        hub.deliver(PERSONS, people(4));

        DeliveryOutcome outcome = hub.deliver(PERSONS, people(3));

        assertThat(outcome.books().ended()).isEqualTo(1);
        assertThat(hub.query("select family_name, version from fostering.person where ended_at is not null"))
                .containsExactly("Name3|2");
        assertThat(hub.deliver(PERSONS, people(4)).books()).isEqualTo(books(4, 0, 1, 3, 0));
        assertThat(hub.query("select kind from hub.change where cause = 'lcs:3' order by version"))
                .containsExactly("created", "ended", "restored");
        assertThat(hub.query("select version from fostering.person where ended_at is not null"))
                .isEmpty();
    }

    @Test
    void aSnapshotThatWouldEndTooManyRecordsIsHeld() {
        hub.deliver(PERSONS, people(10));

        DeliveryOutcome outcome = hub.deliver(PERSONS, people(4));

        assertThat(outcome.books()).isEqualTo(books(4, 0, 0, 4, 0));
        assertThat(outcome.notes()).singleElement().asString().contains("would end 6 of 10 records (60%)");
        assertThat(hub.query("select id from fostering.person where ended_at is not null"))
                .isEmpty();
        assertThat(hub.query("select source_key, state from hub.failure")).containsExactly("(ending)|held");
        assertThat(hub.query("select count(*) from hub.held_ending")).containsExactly("6");
        assertThat(hub.lastResult.verdict()).isEqualTo(Verdict.AMBER);

        hub.deliver(PERSONS, people(9));

        assertThat(hub.query("select state from hub.failure")).containsExactly("resolved");
        assertThat(hub.query("select * from hub.held_ending")).isEmpty();
    }

    @Test
    void nothingIsEndedByASnapshotWithRowsThatCannotBeTold() {
        hub.deliver(PERSONS, people(10));

        DeliveryOutcome outcome = hub.deliver(PERSONS, people(9) + "9,Ada,Name9,F\n");

        assertThat(outcome.books()).isEqualTo(books(10, 0, 0, 9, 1));
        assertThat(outcome.notes()).singleElement().asString().contains("cannot be read or have no key");
        assertThat(hub.query("select id from fostering.person where ended_at is not null"))
                .isEmpty();
    }

    @Test
    void aRecordMayComeBeforeTheOneItPointsTo() {
        String addresses = "DIM_PERSON_ADDRESS_ID,DIM_PERSON_ID,ADDSS_TYPE_CODE,START_DTTM,POSTCODE\n"
                + "50,7,HOME,2020-01-01,CT1 1AA\n";
        hub.deliver(ADDRESSES, addresses);
        hub.deliver(PERSONS, HEADER + person(7, "Khan"));

        assertThat(hub.query("select p.family_name, a.postcode from fostering.address a"
                        + " join fostering.person p on p.id = a.person"))
                .containsExactly("Khan|CT1 1AA");
    }

    @Test
    void aDeliveryRefusedWholeLeavesNothingAndIsSettledByTheNextGoodOne() {
        hub.deliver(PERSONS, people(2));
        List<String> before = hub.query("select * from fostering.person");

        DeliveryOutcome refused = hub.deliver(PERSONS, people(3) + "TRAILER,9\n");

        assertThat(refused.state()).isEqualTo(State.REJECTED);
        assertThat(refused.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.rule()).isEqualTo("trailer-count");
            assertThat(problem.line()).isEqualTo(5);
        });
        assertThat(hub.query("select * from fostering.person")).isEqualTo(before);
        assertThat(hub.lastResult.verdict()).isEqualTo(Verdict.RED);
        assertThat(hub.query("select source_key, step, state from hub.failure"))
                .containsExactly("(delivery)|check|open");

        hub.deliver(PERSONS, people(3) + "TRAILER,3\n");
        assertThat(hub.query("select state from hub.failure")).containsExactly("resolved");
    }

    @Test
    void aFileThatHasLostAColumnIsRefusedSinceItWouldEmptyTheFieldInEveryRecord() {
        hub.deliver(PERSONS, HEADER + person(1, "Khan"));

        DeliveryOutcome outcome =
                hub.deliver(PERSONS, "DIM_PERSON_ID,SURNAME,GENDER_MAIN_CODE,BIRTH_DTTM\n1,Khan,F,1980-02-03\n");

        assertThat(outcome.state()).isEqualTo(State.REJECTED);
        assertThat(outcome.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.rule()).isEqualTo("lost-column");
            assertThat(problem.message())
                    .contains("FORENAME")
                    .contains("hub.systems.lcs.feeds.persons.accept-new-shape=true");
        });
        assertThat(hub.one("select given_name from fostering.person")).isEqualTo("Ada");
    }

    @Test
    void oneBadByteDoesNotSpoilTheNamesOfAllOthers() {
        hub.deliver(PERSONS, HEADER + person(1, "Zoë") + person(2, "Siân"));
        byte[] bytes = (HEADER + person(1, "Zoë") + person(2, "Si?n")).getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = bytes[i] == '?' ? (byte) 0xE2 : bytes[i];
        }

        DeliveryOutcome outcome = hub.deliver(PERSONS, "delivery.csv", bytes, Optional.empty());

        assertThat(outcome.state()).isEqualTo(State.REJECTED);
        assertThat(outcome.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.rule()).isEqualTo("encoding");
            assertThat(problem.line()).isEqualTo(3);
        });
        assertThat(hub.query("select family_name from fostering.person order by id"))
                .containsExactly("Zoë", "Siân");
    }

    @Test
    void aFileThatHasLostItsTrailerIsRefusedSinceItMayBeCutOff() {
        hub.deliver(PERSONS, people(3) + "TRAILER,3\n");

        DeliveryOutcome outcome = hub.deliver(PERSONS, people(3));

        assertThat(outcome.problems())
                .extracting(DeliveryOutcome.RowProblem::rule)
                .containsExactly("lost-trailer");
    }

    @Test
    void anUnknownCodeGoesOnAndJoinsTheList() {
        String header = "DIM_PERSON_ID,SURNAME,BIRTH_DTTM,ETHNICITY_MAIN_CODE\n";
        DeliveryOutcome outcome =
                hub.deliver(PERSONS, header + "1,Khan,1980-01-01,MARTIAN\n2,Evans,1980-01-01,MARTIAN\n");

        assertThat(outcome.state()).isEqualTo(State.ACCEPTED);
        assertThat(hub.query("select ethnicity from fostering.person order by id"))
                .containsExactly("MARTIAN", "MARTIAN");
        assertThat(hub.query("select feed, code_table, column_name, value, seen from hub.unmapped_code"))
                .containsExactly("lcs-persons|ethnicity|ETHNICITY_MAIN_CODE|MARTIAN|2");
    }

    @Test
    void whenTheMappingChangesRowsAreTakenUpAgain(@TempDir Path changed) throws Exception {
        hub.deliver(PERSONS, HEADER + person(1, "Khan"));
        HubFixture.copyFolder(HubFixture.MAPPINGS, changed.resolve("mappings"));
        Path file = changed.resolve("mappings/lcs/persons.yml");
        Files.writeString(
                file,
                Files.readString(file)
                        .replace("given_name: { from: FORENAME", "known_as: { from: FORENAME")
                        .replace("known_as", "middle_names")
                        .replace(
                                "middle_names: { from: [MIDDLE_NAMES, MIDDLE_NAME]",
                                "given_name: { from: [MIDDLE_NAMES]"));
        hub.hub = hub.on(Map.of(), changed.resolve("mappings"), new SyncSettings(100, 2, 1000), false);

        DeliveryOutcome outcome = hub.deliver(PERSONS, HEADER + person(1, "Khan"));

        assertThat(outcome.books()).isEqualTo(books(1, 0, 1, 0, 0));
        assertThat(hub.query("select given_name, middle_names from fostering.person"))
                .containsExactly("null|Ada");
    }

    @Test
    void aDeliveryOfMoreRowsThanAreAllowedIsRefusedWholeAndOneRowLessIsTaken() {
        hub.hub = hub.on(Map.of(), HubFixture.MAPPINGS, new SyncSettings(2, 2, 1000, 5, Duration.ZERO), false);

        DeliveryOutcome refused = hub.deliver(PERSONS, people(6));

        assertThat(refused.state()).isEqualTo(State.REJECTED);
        assertThat(refused.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.rule()).isEqualTo("too-many-rows");
            assertThat(problem.message())
                    .isEqualTo("There are more than 5 rows, the most that one delivery may have. Ask the source what it"
                            + " sends there; if this is right, raise hub.sync.max-rows.");
        });
        assertThat(hub.one("select count(*) from fostering.person")).isEqualTo("0");
        assertThat(hub.deliver(PERSONS, people(5)).books()).isEqualTo(books(5, 5, 0, 0, 0));
    }

    @Test
    void aDryRunCountsAndWritesNothing() {
        hub.deliver(PERSONS, people(4));
        List<String> before = hub.store();
        String deliveries = hub.one("select count(*) from hub.delivery");

        try (Run run = hub.hub.runs().lead("command", true).orElseThrow()) {
            run.begin(PERSONS);
            DeliveryOutcome outcome = hub.take(
                    run,
                    PERSONS,
                    "dry.csv",
                    (HEADER + person(0, "Name0") + person(1, "Other") + person(2, "Name2") + person(9, "New")
                                    + "x,Ada,Bad,F,never\n")
                            .getBytes(StandardCharsets.UTF_8),
                    Optional.empty(),
                    Progress.SILENT);
            assertThat(outcome.books()).isEqualTo(new Books(5, 1, 1, 2, 1, 0, 1));
        }

        assertThat(hub.store()).isEqualTo(before);
        assertThat(hub.one("select count(*) from hub.delivery")).isEqualTo(deliveries);
    }

    @Test
    void aDeliveryThatTheArchiveHasLostStopsADryRunLikeARealOne() {
        IncomingDelivery lost = new IncomingDelivery(
                PERSONS, "p.csv", new ArchivedContent("00".repeat(32), 5, Utf8.WELL_FORMED, true), Optional.empty());
        for (boolean dry : new boolean[] {true, false}) {
            try (Run run = hub.hub.runs().lead("command", dry).orElseThrow()) {
                run.begin(PERSONS);
                assertThatThrownBy(() -> hub.hub.intake().take(run, lost, Progress.SILENT))
                        .isInstanceOf(StoreUnavailable.class)
                        .hasMessageContaining("the archive has lost this delivery");
            }
        }
    }

    @Test
    void aDryRunSaysThatAnEndingWouldBeHeld() {
        hub.deliver(PERSONS, people(10));

        try (Run run = hub.hub.runs().lead("command", true).orElseThrow()) {
            run.begin(PERSONS);
            run.rehearsed(
                    PERSONS,
                    hub.take(
                            run,
                            PERSONS,
                            "dry.csv",
                            people(2).getBytes(StandardCharsets.UTF_8),
                            Optional.empty(),
                            Progress.SILENT));
            RunResult result = run.finish(List.of(PERSONS));

            assertThat(result.verdict()).isEqualTo(Verdict.AMBER);
            assertThat(result.feeds().get(0).reasons())
                    .singleElement()
                    .asString()
                    .contains("would end 8 of 10 records");
        }
    }

    @Test
    void aDeliveryBrokenOffGoesOnWhereItStoppedWithTheSameBooks() {
        byte[] content = (people(1000) + "x,Ada,Bad,F,never\n").getBytes(StandardCharsets.UTF_8);
        AtomicBoolean broken = new AtomicBoolean();
        Progress breaking = (feed, step, done, total) -> {
            if (step.equals("applying") && broken.compareAndSet(false, true)) {
                throw new IllegalStateException("power cut");
            }
        };
        try (Run run = hub.hub.runs().lead("command", false).orElseThrow()) {
            run.begin(PERSONS);
            assertThatThrownBy(() -> hub.take(run, PERSONS, "p.csv", content, Optional.empty(), breaking))
                    .hasMessage("power cut");
        }
        assertThat(Long.parseLong(hub.one("select count(*) from fostering.person")))
                .isBetween(1L, 999L);

        try (Run run = hub.hub.runs().lead("command", false).orElseThrow()) {
            assertThat(run.resumed()).isTrue();
            DeliveryOutcome outcome = hub.take(run, PERSONS, "p.csv", content, Optional.empty(), Progress.SILENT);
            assertThat(outcome.books()).isEqualTo(books(1001, 1000, 0, 0, 1));
            assertThat(run.finish(List.of(PERSONS)).feeds().get(0).books()).isEqualTo(books(1001, 1000, 0, 0, 1));
        }
        assertThat(hub.one("select count(*) from fostering.person")).isEqualTo("1000");
        assertThat(hub.one("select count(*) from hub.change")).isEqualTo("1000");
    }

    @Test
    void whenTheDatabaseGoesAwayInTheMiddleNothingIsLost() {
        byte[] content = people(1000).getBytes(StandardCharsets.UTF_8);
        AtomicBoolean broken = new AtomicBoolean();
        Progress breaking = (feed, step, done, total) -> {
            if (step.equals("applying") && broken.compareAndSet(false, true)) {
                hub.query("select pg_terminate_backend(pid) from pg_stat_activity"
                        + " where datname = current_database() and pid <> pg_backend_pid()");
            }
        };
        Run run = hub.hub.runs().lead("command", false).orElseThrow();
        run.begin(PERSONS);
        assertThatThrownBy(() -> hub.take(run, PERSONS, "p.csv", content, Optional.empty(), breaking))
                .isInstanceOf(StoreUnavailable.class)
                .hasMessageContaining("Nothing is lost");

        // The lead is free once the session that had it is gone.
        await().ignoreExceptions().atMost(Duration.ofSeconds(60)).until(() -> hub.one(
                        "select count(*) from pg_locks where locktype = 'advisory' and granted and database ="
                                + " (select oid from pg_database where datname = current_database())")
                .equals("0"));
        // Other sessions that were cut off may still lie in the pool, each good for one more failure.
        DeliveryOutcome outcome = await().ignoreExceptionsInstanceOf(StoreUnavailable.class)
                .atMost(Duration.ofSeconds(60))
                .until(() -> hub.deliver(PERSONS, "p.csv", content, Optional.empty()), Objects::nonNull);

        assertThat(outcome.books()).isEqualTo(books(1000, 1000, 0, 0, 0));
        assertThat(hub.one("select count(*) from fostering.person")).isEqualTo("1000");
    }

    @Test
    void aRunIsLedByOneProcessAtATime() {
        try (Run run = hub.hub.runs().lead("command", false).orElseThrow()) {
            assertThat(hub.hub.runs().lead("command", false)).isEmpty();
            run.finish(List.of());
        }
        try (Run next = hub.hub.runs().lead("command", false).orElseThrow()) {
            assertThat(next.resumed()).isFalse();
            next.finish(List.of());
        }
    }

    @Test
    void theCursorMovesWithTheCommitOfWhatItBrought() {
        assertThat(hub.hub.intake().cursor("lafse-enquiries")).isEmpty();
        hub.deliver(HubFixture.pull(), "pull", page("2026-01-02T00:00:00Z", "Khan"), Optional.of("2026-01-02"));
        assertThat(hub.hub.intake().cursor("lafse-enquiries")).contains("2026-01-02");

        DeliveryOutcome refused = hub.deliver(
                HubFixture.pull(),
                "pull",
                "{\"referrals\": [{".getBytes(StandardCharsets.UTF_8),
                Optional.of("2026-01-03"));

        assertThat(refused.state()).isEqualTo(State.REJECTED);
        assertThat(hub.hub.intake().cursor("lafse-enquiries")).contains("2026-01-02");
    }

    @Test
    void theSameReferralByTwoWaysIsOneEnquiryAndAnOlderVersionNeverReplacesANewer() {
        FeedSettings csv = HubFixture.csv("lafse-enquiries-csv", "lafse/enquiries-csv", FeedKind.DELTA);
        hub.deliver(HubFixture.pull(), "pull", page("2026-01-02T00:00:00Z", "Newer"), Optional.empty());

        DeliveryOutcome outcome = hub.deliver(
                csv,
                "referral_id,enquired_at,modified_at,last_name\nR-1,2026-01-01T00:00:00Z,2026-01-01T00:00:00Z,Older\n");

        assertThat(outcome.books()).isEqualTo(books(1, 0, 0, 1, 0));
        assertThat(hub.query("select family_name from fostering.enquiry")).containsExactly("Newer");
    }

    @Test
    void aTimeThatHasNotComeYetKeepsNoRightVersionOut() {
        hub.deliver(HubFixture.pull(), "pull", page("2026-01-02T00:00:00Z", "Slip"), Optional.empty());
        hub.execute("update hub.contribution set modified_at = '2062-01-02T00:00:00Z'");

        hub.deliver(HubFixture.pull(), "pull", page("2026-01-03T00:00:00Z", "Right"), Optional.empty());
        hub.deliver(HubFixture.pull(), "pull", page("2026-01-01T00:00:00Z", "Older"), Optional.empty());

        assertThat(hub.query("select family_name from fostering.enquiry")).containsExactly("Right");
        assertThat(hub.query("select modified_at = '2026-01-03T00:00:00Z' from hub.contribution"))
                .containsExactly("t");
    }

    @Test
    void aVersionOfTheFutureFailsAndTheStoreStaysAsItIs() {
        hub.deliver(HubFixture.pull(), "pull", page("2026-01-02T00:00:00Z", "Right"), Optional.empty());

        DeliveryOutcome outcome =
                hub.deliver(HubFixture.pull(), "pull", page("2062-01-02T00:00:00Z", "Slip"), Optional.empty());

        assertThat(outcome.books()).isEqualTo(books(1, 0, 0, 0, 1));
        assertThat(outcome.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.column()).isEqualTo("modifiedAt");
            assertThat(problem.rule()).isEqualTo("not-future");
        });
        assertThat(hub.query("select family_name from fostering.enquiry")).containsExactly("Right");
    }

    @Test
    void changesWaitForTheirTargetsButNeverForTheOneThatCausedThemNorFromAFirstLoad() {
        hub.hub = hub.on(Map.of(), HubFixture.MAPPINGS, new SyncSettings(100, 2, 1000), true);
        hub.deliver(PERSONS, people(2));
        assertThat(hub.query("select target, count(*) from hub.outgoing group by 1"))
                .containsExactly("kafka|2");

        hub.deliver(PERSONS, HEADER + person(0, "Other") + person(1, "Name1"));

        assertThat(hub.query("select target, count(*) from hub.outgoing group by 1 order by 1"))
                .containsExactly("kafka|3", "mosaic|1");
    }

    /** A referral that does not say when it was last changed. */
    private static byte[] undated(String lastName) {
        return ("{\"referrals\":[{\"referralId\":\"R-1\",\"applicant\":{\"lastName\":\"" + lastName + "\"}}]}")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] page(String modifiedAt, String lastName) {
        return HubFixture.referral("2026-01-01T00:00:00Z", modifiedAt, lastName);
    }
}
