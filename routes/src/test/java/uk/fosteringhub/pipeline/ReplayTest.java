package uk.fosteringhub.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.fosteringhub.core.corrections.Correction;
import uk.fosteringhub.core.corrections.Corrections;
import uk.fosteringhub.core.failures.FailureDesk;
import uk.fosteringhub.core.failures.FailureQuery;
import uk.fosteringhub.core.failures.FailureRefused;
import uk.fosteringhub.core.replay.Editing;
import uk.fosteringhub.core.replay.Preview;
import uk.fosteringhub.core.replay.ReplaySet;
import uk.fosteringhub.core.replay.ReplaySets;
import uk.fosteringhub.core.replay.Replays;
import uk.fosteringhub.core.settings.FeedKind;
import uk.fosteringhub.core.settings.FeedSettings;
import uk.fosteringhub.core.sync.Fate;

@Tag("servers")
class ReplayTest {
    private static final String HEADER = "DIM_PERSON_ID,FORENAME,SURNAME,GENDER_MAIN_CODE,BIRTH_DTTM\n";
    private static final FeedSettings PERSONS = HubFixture.persons();

    @TempDir
    Path folder;

    private HubFixture hub;
    private Replays replays;
    private FailureDesk desk;

    @BeforeEach
    void start() {
        hub = new HubFixture(folder);
        replays = Replays.of(hub.hub);
        desk = new FailureDesk(
                hub.onStore(), hub.hub.payloads(), hub.hub.settings().zone());
    }

    @AfterEach
    void stop() {
        assertThat(hub.query("select group_id, state, sum(change) from hub.failure_tally"
                        + " group by 1, 2 having sum(change) <> 0 order by 1, 2"))
                .as("what is counted without counting")
                .isEqualTo(hub.query("select group_id, state, count(*) from hub.failure group by 1, 2 order by 1, 2"));
        hub.close();
    }

    private static String good(int id, String surname) {
        return id + ",Ada," + surname + ",F,1980-02-03\n";
    }

    private static String bad(int id) {
        return id + ",Bo,Evans" + id + ",M,31/31/1980\n";
    }

    private static String bad(int from, int to) {
        return IntStream.range(from, to).mapToObj(ReplayTest::bad).collect(Collectors.joining());
    }

    private ReplaySet confirm(String query) throws Exception {
        return confirm(query, Optional.empty());
    }

    private ReplaySet confirm(String query, Optional<Corrections.Wanted> fix) throws Exception {
        return replays.sets().confirm(new ReplaySets.Wanted("token " + query, "a test", query, fix, 1_000, "ada"));
    }

    private ReplaySet carriedOut(ReplaySet set) {
        while (replays.replayer().advance(set.id(), 1_000).more()) {
            // until nothing is left or it stops itself
        }
        return replays.sets().one(set.id()).orElseThrow();
    }

    private static Corrections.Wanted fix(boolean standing) {
        return new Corrections.Wanted(
                "lcs/persons",
                "lcs",
                Correction.Kind.VALUE,
                "",
                new Correction.Fix("BIRTH_DTTM", "31/31/1980", "BIRTH_DTTM", "31/12/1980"),
                standing,
                "agreed with LCS");
    }

    private long failure() {
        return Long.parseLong(hub.one("select max(id) from hub.failure"));
    }

    private int version(long failure) {
        return Integer.parseInt(hub.one("select version from hub.failure where id = " + failure));
    }

    @Test
    void aCorrectionForTheGroupIsPreviewedAppliedOnceAndKeptForLaterDeliveries() throws Exception {
        hub.deliver(PERSONS, HEADER + good(1, "Khan") + bad(2, 52));
        FailureQuery group = FailureQuery.of("rule:date value:31/31/1980");

        assertThat(replays.previews().of(group, Optional.empty(), 1_000).counts())
                .isEqualTo(Map.of(Fate.Kind.FAILED, 50));
        Preview fixed = replays.previews().of(group, Optional.of(fix(true).fix()), 1_000);
        assertThat(fixed.counts()).isEqualTo(Map.of(Fate.Kind.APPLIED, 50));
        assertThat(hub.one("select count(*) from fostering.person")).isEqualTo("1");

        ReplaySet set = carriedOut(confirm("rule:date value:31/31/1980", Optional.of(fix(true))));

        assertThat(set.state()).isEqualTo(ReplaySet.State.FINISHED);
        assertThat(set.applied()).isEqualTo(50);
        assertThat(hub.query("select state, count(*) from hub.failure group by 1"))
                .containsExactly("resolved|50");
        assertThat(hub.query("select distinct birth_date, version from fostering.person where id > 1001"))
                .containsExactly("1980-12-31|1");
        assertThat(hub.query("select received, added, failed, state from hub.delivery where name like 'replay%'"))
                .containsExactly("50|50|0|replayed");
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> !hub.hub
                .mappings()
                .named("lcs/persons")
                .fingerprint()
                .equals(uk.fosteringhub.mappings.MappingFolder.load(HubFixture.MAPPINGS)
                        .named("lcs/persons")
                        .fingerprint()));

        assertThat(hub.deliver(PERSONS, HEADER + good(1, "Khan") + bad(2, 53))
                        .books()
                        .failed())
                .isZero();
        assertThat(hub.one("select count(*) from fostering.person")).isEqualTo("52");
        assertThat(hub.query("select version, count(*) from fostering.person group by 1"))
                .containsExactly("1|52");
        assertThat(new Corrections(hub.onStore(), hub.hub.payloads()).owed())
                .singleElement()
                .satisfies(owed -> assertThat(owed.members()).isEqualTo(50));
    }

    @Test
    void aRuleByAnotherColumnCorrectsThoseItIsAboutAndLeavesTheOthersAlone() throws Exception {
        hub.deliver(PERSONS, HEADER + good(1, "Khan") + bad(2, 5) + bad(7).replace(",M,", ",F,"));
        Corrections.Wanted rule = new Corrections.Wanted(
                "lcs/persons",
                "lcs",
                Correction.Kind.RULE,
                "",
                new Correction.Fix("GENDER_MAIN_CODE", "M", "BIRTH_DTTM", ""),
                false,
                "men of the old register have no date");

        ReplaySet set = carriedOut(confirm("rule:date", Optional.of(rule)));

        assertThat(set.state()).isEqualTo(ReplaySet.State.FINISHED);
        assertThat(List.of(set.applied(), set.skipped(), set.failed())).containsExactly(3, 1, 0);
        assertThat(hub.query("select source_key from hub.failure where state = 'open'"))
                .containsExactly("7");
        assertThat(hub.query("select note from hub.failure_event e join hub.failure f on f.id = e.failure_id"
                        + " where f.state = 'open'"))
                .containsExactly("the correction does not concern it");
    }

    @Test
    void aSetStopsItselfWhenItsFirstMembersFailAndGoesOnWhenAPersonSaysSo() throws Exception {
        hub.deliver(PERSONS, HEADER + good(1, "Khan") + bad(2, 32));

        ReplaySet stopped = carriedOut(confirm("feed:lcs-persons"));

        assertThat(stopped.state()).isEqualTo(ReplaySet.State.STOPPED);
        assertThat(stopped.failed()).isEqualTo(1);
        assertThat(stopped.note()).contains("1 of 1 has failed again");
        assertThat(hub.query("select state, count(*) from hub.failure group by 1"))
                .containsExactly("open|30");
        assertThat(hub.one("select count(*) from hub.failure_event where action = 'failed-again'"))
                .isEqualTo("1");

        ReplaySet again = carriedOut(replays.sets().resume(stopped.id(), stopped.version(), "ada"));
        assertThat(again.failed()).isEqualTo(6);
        ReplaySet cancelled = replays.sets().cancel(again.id(), again.version(), "ada");
        assertThat(carriedOut(cancelled).done()).isEqualTo(6);
        assertThatThrownBy(() -> replays.sets().resume(again.id(), cancelled.version(), "bob"))
                .isInstanceOf(FailureRefused.class)
                .hasMessageContaining("is cancelled, so it cannot become running");
    }

    @Test
    void confirmedTwiceItIsOneSetAndWhatComesLaterIsNotInIt() throws Exception {
        hub.deliver(PERSONS, HEADER + good(1, "Khan") + bad(2, 5));
        ReplaySet first = confirm("state:open", Optional.of(fix(false)));
        hub.deliver(PERSONS, HEADER + good(1, "Khan") + bad(2, 4) + good(4, "Nowak") + bad(10, 20));

        ReplaySet second = confirm("state:open", Optional.of(fix(false)));

        assertThat(second.id()).isEqualTo(first.id());
        assertThat(first.total()).isEqualTo(3);
        assertThat(hub.one("select count(*) from hub.replay")).isEqualTo("1");
        ReplaySet done = carriedOut(first);
        assertThat(done.skipped())
                .as("failed again, or settled, since it was frozen")
                .isEqualTo(3);
        assertThat(hub.one("select count(*) from fostering.person")).isEqualTo("2");
    }

    @Test
    void aNewerVersionOfTheRecordStays() throws Exception {
        FeedSettings delta = HubFixture.csv("lcs-persons", "lcs/persons", FeedKind.DELTA);
        hub.deliver(delta, HEADER + good(1, "Khan") + bad(2));
        hub.deliver(delta, HEADER + good(2, "Newer"));
        assertThat(hub.one("select state from hub.failure")).isEqualTo("resolved");
        // As if the replay had been confirmed just before the newer version was taken.
        hub.execute("update hub.failure set state = 'open'");

        ReplaySet set = carriedOut(confirm("state:open", Optional.of(fix(false))));

        assertThat(set.superseded()).isEqualTo(1);
        assertThat(hub.query("select family_name from fostering.person order by id"))
                .containsExactly("Khan", "Newer");
        assertThat(hub.query("select received, unchanged from hub.delivery where state = 'replayed'"))
                .containsExactly("1|1");
    }

    @Test
    void aTimeThatHasNotComeYetKeepsNoReplayedVersionOut() throws Exception {
        FeedSettings referrals = HubFixture.pull();
        replays = Replays.of(hub.with(List.of(HubFixture.system("lafse", Optional.empty(), List.of(referrals)))));
        hub.deliver(
                referrals,
                "pull",
                HubFixture.referral("2026-01-01T00:00:00Z", "2026-01-02T00:00:00Z", "Slip"),
                Optional.empty());
        hub.execute("update hub.contribution set modified_at = '2062-01-02T00:00:00Z'");
        hub.deliver(
                referrals, "pull", HubFixture.referral("someday", "2026-01-03T00:00:00Z", "Right"), Optional.empty());
        assertThat(hub.query("select family_name from fostering.enquiry")).containsExactly("Slip");

        ReplaySet set = carriedOut(confirm(
                "state:open",
                Optional.of(new Corrections.Wanted(
                        "lafse/enquiries",
                        "lafse",
                        Correction.Kind.VALUE,
                        "",
                        new Correction.Fix("enquiredAt", "someday", "enquiredAt", "2026-01-01T00:00:00Z"),
                        false,
                        "asked by telephone"))));

        assertThat(set.applied()).isEqualTo(1);
        assertThat(hub.query("select family_name from fostering.enquiry")).containsExactly("Right");
    }

    @Test
    void anEditedRecordTakesThePlaceOfTheFailedOneAndHoldsWhileItsSourceSendsTheSame() throws Exception {
        String content = HEADER + good(1, "Khan") + bad(2);
        hub.deliver(PERSONS, content);
        long failed = failure();
        Editing.Wanted edit = new Editing.Wanted(
                failed,
                version(failed),
                "{\"DIM_PERSON_ID\":\"2\",\"FORENAME\":\"Bo\",\"SURNAME\":\"Evans\",\"GENDER_MAIN_CODE\":\"M\","
                        + "\"BIRTH_DTTM\":\"1980-12-31\"}",
                "ada",
                "the office has the certificate");
        assertThat(replays.editing().preview(edit).counts()).isEqualTo(Map.of(Fate.Kind.APPLIED, 1));

        ReplaySet set = carriedOut(replays.editing().replaceAndReplay(edit, "once"));

        assertThat(set.applied()).isEqualTo(1);
        assertThat(hub.query(
                        "select state, outcome, replaces is null, replaced_by is null from hub.failure order by id"))
                .containsExactly(
                        "resolved|replaced by an edited record|t|f",
                        "resolved|replayed: the record is new to the store|f|t");
        assertThat(hub.query("select family_name, birth_date from fostering.person order by id"))
                .containsExactly("Khan|1980-02-03", "Evans|1980-12-31");
        assertThatThrownBy(() -> replays.editing().replaceAndReplay(edit, "twice"))
                .isInstanceOf(FailureRefused.class)
                .hasMessageContaining("ada has edited it");

        assertThat(hub.deliver(PERSONS, content + good(3, "Nowak")).books().failed())
                .as("the same bad row again")
                .isZero();
        hub.deliver(PERSONS, HEADER + good(1, "Khan") + good(2, "Corrected") + good(3, "Nowak"));
        assertThat(hub.one("select family_name from fostering.person p join hub.contribution c on c.entity_id = p.id"
                        + " where c.key = '2'"))
                .isEqualTo("Corrected");
    }

    @Test
    void aRowWithoutAKeyOnADeltaIsSettledByAnEditThatGivesItOne() throws Exception {
        FeedSettings delta = HubFixture.csv("lcs-persons", "lcs/persons", FeedKind.DELTA);
        hub.deliver(delta, HEADER + good(1, "Khan") + ",Bo,Evans,M,1980-02-03\n");
        assertThat(hub.one("select kind from hub.failure")).isEqualTo("no-key");
        Replays ofDelta = replays;
        long failed = failure();
        String raw = "{\"DIM_PERSON_ID\":\"2\",\"FORENAME\":\"Bo\",\"SURNAME\":\"Evans\",\"GENDER_MAIN_CODE\":\"M\","
                + "\"BIRTH_DTTM\":\"1980-12-31\"}";

        assertThatThrownBy(() -> ofDelta.editing()
                        .replace(new Editing.Wanted(failed, version(failed), raw, "ada", "found in LCS")))
                .as("here the feed is set as a full listing")
                .isInstanceOf(FailureRefused.class)
                .hasMessageContaining("Have it put right in lcs");
        desk.discard(failed, version(failed), "ada", "sent by mistake");
        assertThat(hub.one("select state from hub.failure")).isEqualTo("discarded");
    }

    @Test
    void aHeldEndingIsReleasedByItsNumberAndEndsWhatTheSnapshotNoLongerHas() throws Exception {
        hub.deliver(
                PERSONS,
                HEADER
                        + IntStream.range(0, 10)
                                .mapToObj(i -> good(i + 1, "N" + i))
                                .collect(Collectors.joining()));
        hub.deliver(PERSONS, HEADER + good(1, "N0"));
        assertThat(hub.one("select state from hub.failure")).isEqualTo("held");
        assertThatThrownBy(() -> confirm("feed:lcs-persons"))
                .isInstanceOf(FailureRefused.class)
                .hasMessageContaining("Nothing that waits is found");

        ReplaySet set = carriedOut(confirm("id:" + failure()));

        assertThat(set.applied()).isEqualTo(1);
        assertThat(hub.one("select state from hub.failure")).isEqualTo("released");
        assertThat(hub.one("select count(*) from fostering.person where ended_at is not null"))
                .isEqualTo("9");
        assertThat(hub.one("select count(*) from hub.held_ending")).isEqualTo("0");
        assertThat(hub.one("select ended from hub.delivery where state = 'replayed'"))
                .isEqualTo("9");
    }

    @Test
    void aDeliveryThatWasRefusedIsReadAgainFromTheArchiveInARunOfItsOwn() throws Exception {
        hub.deliver(PERSONS, HEADER + good(1, "Khan"));
        hub.deliver(PERSONS, HEADER.replace(",FORENAME", "").replace("\n", "\n") + "1,Evans,F,1980-02-03\n");
        assertThat(hub.query("select source_key, kind, state from hub.failure"))
                .containsExactly("(delivery)|delivery-refused|open");
        ReplaySet refusedAgain = carriedOut(confirm("kind:delivery-refused"));
        assertThat(refusedAgain.failed()).isEqualTo(1);
        // As if the source's new shape had been accepted in the settings.
        hub.execute("update hub.feed set columns = '{}'");

        ReplaySet set = carriedOut(replays.sets()
                .confirm(new ReplaySets.Wanted(
                        "again", "a test", "kind:delivery-refused", Optional.empty(), 10, "ada")));

        assertThat(set.applied()).isEqualTo(1);
        assertThat(hub.one("select state from hub.failure")).isEqualTo("resolved");
        assertThat(hub.one("select family_name from fostering.person")).isEqualTo("Evans");
        assertThat(hub.query("select distinct trigger, state from hub.run order by 1"))
                .containsExactly("command|finished", "replay|finished");
    }

    @Test
    void whileADeliveryOfTheFeedIsTakenThroughASetWaits() throws Exception {
        hub.deliver(PERSONS, HEADER + good(1, "Khan") + bad(2, 5));
        ReplaySet set = confirm("state:open", Optional.of(fix(false)));
        try (var session = hub.onStore().connection()) {
            session.createStatement().execute("select pg_advisory_lock(hashtextextended('feed lcs-persons', 0))");
            assertThat(replays.replayer().advance(set.id(), 100).failures()).isZero();
            assertThat(replays.sets().one(set.id()).orElseThrow().note())
                    .isEqualTo("It waits while a delivery of lcs-persons is taken through.");
            session.createStatement().execute("select pg_advisory_unlock_all()");
        }
        assertThat(carriedOut(set).applied()).isEqualTo(3);
    }

    @Test
    void ofTwoPeopleTheSecondIsToldWhatTheFirstHasDone() throws Exception {
        hub.deliver(PERSONS, HEADER + good(1, "Khan") + bad(2));
        long id = failure();
        int seen = version(id);
        desk.discard(id, seen, "ada", "known to be a test record");

        assertThatThrownBy(() -> desk.discard(id, seen, "bob", "me too"))
                .isInstanceOf(FailureRefused.class)
                .hasMessageContaining("ada has discarded it")
                .hasMessageContaining("known to be a test record");
        assertThatThrownBy(() -> desk.discard(id, seen + 1, "bob", "me too"))
                .isInstanceOf(FailureRefused.class)
                .hasMessageContaining("is discarded and cannot become discarded");
        desk.open(id, seen + 1, "bob", "it was none");
        assertThat(desk.history(id)).extracting("action").containsExactly("opened", "discarded", "failed");
        assertThat(hub.query("select actor, action from hub.audit order by 1"))
                .containsExactly("ada|failure-discarded", "bob|failure-opened");
    }

    @Test
    void aRecordThatIsThereTwiceInASetOfOneFeedIsAppliedOnce() throws Exception {
        hub.deliver(PERSONS, HEADER + good(1, "Khan") + bad(2, 300));
        List<ReplaySet> both =
                List.of(confirm("state:open", Optional.of(fix(false))), confirm("rule:date", Optional.of(fix(false))));
        Awaitility.await().atMost(2, TimeUnit.MINUTES).until(() -> {
            both.forEach(set -> replays.replayer().advance(set.id(), 1_000));
            return both.stream()
                    .allMatch(set -> replays.sets().one(set.id()).orElseThrow().state() == ReplaySet.State.FINISHED);
        });
        assertThat(hub.query("select sum(applied), sum(skipped) from hub.replay"))
                .containsExactly("298|298");
        assertThat(hub.query("select version, count(*) from fostering.person group by 1"))
                .containsExactly("1|299");
        assertThat(hub.one("select count(*) from hub.change")).isEqualTo("299");
    }
}
