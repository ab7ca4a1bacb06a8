package uk.fosteringhub.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.fosteringhub.core.checks.DueCheck;
import uk.fosteringhub.core.corrections.Correction;
import uk.fosteringhub.core.corrections.Corrections;
import uk.fosteringhub.core.failures.FailureDetail;
import uk.fosteringhub.core.failures.FailureGroups;
import uk.fosteringhub.core.failures.FailureGroups.By;
import uk.fosteringhub.core.failures.FailureQuery;
import uk.fosteringhub.core.failures.FailureRefused;
import uk.fosteringhub.core.messages.Hl7Inbox;
import uk.fosteringhub.core.replay.Editing;
import uk.fosteringhub.core.replay.FailureWork;
import uk.fosteringhub.core.replay.ReplaySet;
import uk.fosteringhub.core.replay.ReplaySets;
import uk.fosteringhub.core.sync.Fate;

/** One thing that was kept encrypted and cannot be read any more: it is told as damaged, and nothing else suffers. */
@Tag("servers")
class DamagedPayloadTest {
    private static final String HEADER = "DIM_PERSON_ID,FORENAME,SURNAME,GENDER_MAIN_CODE,BIRTH_DTTM\n";
    private static final String DAMAGED = "cannot be decrypted: it was damaged or changed";

    @TempDir
    Path folder;

    private HubFixture hub;
    private FailureWork work;

    @BeforeEach
    void start() {
        hub = new HubFixture(folder);
        work = FailureWork.of(hub.hub);
        hub.deliver(
                HubFixture.persons(),
                HEADER + "1,Ada,Khan,F,1980-02-03\n"
                        + IntStream.rangeClosed(2, 6)
                                .mapToObj(i -> i + ",Bo,Evans,M,31/31/1980\n")
                                .collect(Collectors.joining()));
    }

    @AfterEach
    void stop() {
        hub.close();
    }

    private void damage(String table, String column, String where) {
        hub.execute("update " + table + " set " + column + " = overlay(" + column
                + " placing 'AAAAAAAA' from 40) where " + where);
    }

    private Corrections.Wanted fix() {
        return new Corrections.Wanted(
                "lcs/persons",
                "lcs",
                Correction.Kind.VALUE,
                "",
                new Correction.Fix("BIRTH_DTTM", "31/31/1980", "BIRTH_DTTM", "1980-12-31"),
                true,
                "agreed");
    }

    private ReplaySet carriedOut(String query, Optional<Corrections.Wanted> fix) throws Exception {
        ReplaySet set = work.replays()
                .sets()
                .confirm(new ReplaySets.Wanted("token " + query, "a test", query, fix, 100, "ada"));
        while (work.replays().replayer().advance(set.id(), 100).more()) {
            // until nothing is left or it stops itself
        }
        return work.replays().sets().one(set.id()).orElseThrow();
    }

    @Test
    void aDamagedFailureIsShownAsSuchAndTheOthersGoOn() throws Exception {
        damage("hub.failure", "raw", "source_key = '3'");
        damage("hub.failure", "received", "source_key in ('3', '6')");
        long id = Long.parseLong(hub.one("select id from hub.failure where source_key = '3'"));

        assertThat(work.groups().of(FailureQuery.of("state:open"), By.RULE, By.VALUE))
                .singleElement()
                .satisfies(group -> {
                    assertThat(group.count()).isEqualTo(5);
                    assertThat(group.second()).isEqualTo(FailureGroups.DAMAGED);
                });
        FailureDetail detail = work.desk().one(id).orElseThrow();
        assertThat(detail.damage()).contains(DAMAGED);
        assertThat(detail.raw()).isEqualTo("{}");
        assertThat(work.explanations().of(detail).what()).contains("A value cannot be read");
        assertThat(work.replays().readings().of(detail)).isEmpty();
        Editing.Wanted edit =
                new Editing.Wanted(id, detail.found().version(), "{\"DIM_PERSON_ID\":\"3\"}", "ada", "from paper");
        assertThatThrownBy(() -> work.replays().editing().replace(edit))
                .isInstanceOf(FailureRefused.class)
                .hasMessageContaining("cannot be read any more, so it cannot be edited")
                .hasMessageContaining(DAMAGED);

        assertThat(work.replays()
                        .previews()
                        .of(FailureQuery.of("state:open"), Optional.of(fix().fix()), 100)
                        .counts())
                .isEqualTo(Map.of(Fate.Kind.APPLIED, 4, Fate.Kind.LEFT, 1));
        ReplaySet set = carriedOut("state:open", Optional.of(fix()));
        assertThat(List.of(set.applied(), set.skipped(), set.failed())).containsExactly(4, 1, 0);
        assertThat(work.desk().history(id).get(0).note()).contains("its record cannot be read any more", DAMAGED);
        work.desk().discard(id, detail.found().version(), "ada", "the source sends it again");
    }

    @Test
    void aDamagedCorrectionIsNotInForceAndNoDeliveryStopsForIt() throws Exception {
        carriedOut("key:2", Optional.of(fix()));
        damage("hub.correction", "when_value", "true");

        assertThat(work.corrections().owed()).singleElement().satisfies(owed -> {
            assertThat(owed.damage()).contains(DAMAGED);
            assertThat(owed.fix().setColumn()).isEqualTo("BIRTH_DTTM");
        });
        hub.hub = hub.with(hub.hub.settings().systems());
        assertThat(hub.deliver(HubFixture.persons(), HEADER + "1,Ada,Khan,F,1980-02-03\n7,Cy,Nowak,M,31/31/1980\n")
                        .books()
                        .failed())
                .isEqualTo(1);
        ReplaySet set = carriedOut("key:7", Optional.empty());
        assertThat(set.failed()).isEqualTo(1);
        assertThat(work.corrections().end(1, "ada")).isTrue();
    }

    @Test
    void aDamagedMessageBecomesAFailureAndTheNextIsTaken() {
        Hl7Inbox inbox = hub.hub.hl7Inbox();
        inbox.keep("medical-mllp", "ENGINE", "M1", "MSH|one");
        inbox.keep("medical-mllp", "ENGINE", "M2", "MSH|two");
        damage("hub.hl7_message", "body", "control_id = 'M1'");

        assertThat(inbox.setAsideDamaged("medical-mllp")).isEqualTo(1);

        assertThat(inbox.waiting("medical-mllp", 10))
                .extracting(Hl7Inbox.Waiting::body)
                .containsExactly("MSH|two");
        assertThat(hub.query("select feed, kind, rule, state from hub.failure where feed = 'medical-mllp'"))
                .containsExactly("medical-mllp|unreadable|damaged|open");
        assertThat(hub.one("select message from hub.failure where feed = 'medical-mllp'"))
                .contains(DAMAGED, "to be sent again");
        assertThat(inbox.setAsideDamaged("medical-mllp")).isZero();
    }

    @Test
    void aDamagedAnswerOfTheUpdateServiceIsAskedForAgain() {
        LocalDate day = LocalDate.of(2026, 11, 20);
        for (String certificate : List.of("001234567890", "001234567891")) {
            DueCheck check = new DueCheck(
                    1001, certificate, Optional.of(LocalDate.of(1980, 2, 3)), Optional.of("Khan"), "details");
            assertThat(hub.hub.statusChecks().begin(check, day)).isTrue();
            hub.hub.statusChecks().answered(check, day, "BLANK_NO_NEW_INFO", "{\"answer\":\"" + certificate + "\"}");
        }
        damage("hub.status_check", "answer", "certificate = '001234567890'");

        assertThat(hub.hub.statusChecks().undelivered()).hasSize(1);

        assertThat(hub.query("select certificate, state from hub.status_check order by 1"))
                .containsExactly("001234567890|not_taken", "001234567891|answered");
    }
}
