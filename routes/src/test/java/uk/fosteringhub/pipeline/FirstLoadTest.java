package uk.fosteringhub.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
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
import uk.fosteringhub.core.intake.DeliveryOutcome.State;
import uk.fosteringhub.core.intake.IncomingDelivery;
import uk.fosteringhub.core.replay.ReplaySets;
import uk.fosteringhub.core.replay.Replays;
import uk.fosteringhub.core.runs.Run;
import uk.fosteringhub.core.runs.RunResult;
import uk.fosteringhub.core.settings.FeedKind;
import uk.fosteringhub.core.settings.FeedSettings;
import uk.fosteringhub.core.settings.SyncSettings;
import uk.fosteringhub.core.settings.SystemSettings;
import uk.fosteringhub.core.sync.Progress;

/** When what comes on a feed begins to be news for other systems, on a real database. */
@Tag("servers")
class FirstLoadTest {
    private static final FeedSettings PERSONS = HubFixture.csv("lcs-persons", "lcs/persons", FeedKind.DELTA);
    private static final String HEADER = "DIM_PERSON_ID,FORENAME,SURNAME,GENDER_MAIN_CODE,BIRTH_DTTM\n";
    private static final SyncSettings TWO_ROWS = new SyncSettings(100, 2, 1_000, 2, Duration.ZERO);
    private static final String BROKEN_OFF = "the service broke off";

    @TempDir
    private Path folder;

    private HubFixture hub;

    @BeforeEach
    void start() {
        hub = new HubFixture(folder);
    }

    @AfterEach
    void stop() {
        hub.close();
    }

    @Test
    void aFirstLoadOfSeveralDeliveriesAndNightsIsOneBaselineToItsEnd() {
        RunResult first = run(run -> {
            assertThat(take(run, persons(1, 2), false)).isEqualTo(State.ACCEPTED);
            run.stopped(PERSONS, BROKEN_OFF);
        });
        assertThat(first.feeds().get(0).reasons())
                .anyMatch(reason ->
                        reason.startsWith("the first load is not through, so what has come goes to no other"));
        RunResult second = run(run -> {
            take(run, persons(3, 4), false);
            take(run, persons(5), true);
            run.done(PERSONS);
        });
        assertThat(second.feeds().get(0).reasons()).isEmpty();
        assertThat(hub.one("select count(*) from fostering.person")).isEqualTo("5");
        assertThat(toMosaic()).isEqualTo("0");

        run(run -> take(run, persons(6), false));
        assertThat(toMosaic()).isEqualTo("1");
    }

    @Test
    void aLastDeliveryWhoseContentWasTakenBeforeEndsTheFirstLoadToo() {
        run(run -> take(run, persons(1), false));
        run(run -> assertThat(take(run, persons(1), true)).isEqualTo(State.DUPLICATE));
        run(run -> take(run, persons(2), false));
        assertThat(toMosaic()).isEqualTo("1");
    }

    @Test
    void allFilesThatAFolderIsFirstEmptiedOfAreOneBaseline() {
        run(run -> {
            take(run, persons(1), false);
            take(run, persons(2), false);
            hub.hub.intake().endBaseline(run, PERSONS);
        });
        assertThat(toMosaic()).isEqualTo("0");
        run(run -> take(run, persons(3), false));
        assertThat(toMosaic()).isEqualTo("1");
    }

    @Test
    void anEmptyFolderIsNoFirstLoad() {
        run(run -> hub.hub.intake().endBaseline(run, PERSONS));
        run(run -> {
            take(run, persons(1), false);
            hub.hub.intake().endBaseline(run, PERSONS);
        });
        assertThat(toMosaic()).isEqualTo("0");
    }

    @Test
    void whatWasRefusedInTheFirstLoadIsWaitedForOneNightMore() {
        hub.hub = hub.on(Map.of(), HubFixture.MAPPINGS, TWO_ROWS, false);
        run(run -> {
            take(run, persons(1), false);
            assertThat(take(run, persons(2, 3, 4), false)).isEqualTo(State.REJECTED);
            hub.hub.intake().endBaseline(run, PERSONS);
        });
        run(run -> {
            take(run, persons(2, 3), false);
            take(run, persons(4), false);
            hub.hub.intake().endBaseline(run, PERSONS);
        });
        assertThat(toMosaic()).isEqualTo("0");
        run(run -> take(run, persons(5), false));
        assertThat(toMosaic()).isEqualTo("1");
    }

    @Test
    void whatWasRefusedInTheFirstLoadIsNoNewsWhenItIsTakenAfterAll() {
        hub.hub = hub.on(Map.of(), HubFixture.MAPPINGS, TWO_ROWS, false);
        run(run -> assertThat(take(run, persons(1, 2, 3), false)).isEqualTo(State.REJECTED));
        run(run -> take(run, persons(4), true));
        hub.hub = hub.on(Map.of(), HubFixture.MAPPINGS, new SyncSettings(100, 2, 1_000), false);
        run(run -> assertThat(take(run, persons(1, 2, 3), true)).isEqualTo(State.ACCEPTED));
        assertThat(toMosaic()).isEqualTo("0");
        run(run -> take(run, persons(5, 6, 7), true));
        assertThat(toMosaic()).isEqualTo("3");
    }

    @Test
    void aRefusedFileThatIsTakenByDayDoesNotEndTheFirstLoadOfAFolderThatWasNotEmptied() throws Exception {
        hub.hub = hub.on(Map.of(), HubFixture.MAPPINGS, TWO_ROWS, false);
        run(run -> {
            take(run, persons(1), false);
            assertThat(take(run, persons(2, 3, 4), false)).isEqualTo(State.REJECTED);
            run.stopped(PERSONS, BROKEN_OFF);
        });
        hub.hub = hub.on(Map.of(), HubFixture.MAPPINGS, new SyncSettings(100, 2, 1_000), false);
        List<SystemSettings> systems = new ArrayList<>(hub.hub.settings().systems());
        systems.set(0, HubFixture.system("lcs", Optional.empty(), List.of(PERSONS)));
        hub.hub = hub.with(systems);
        takeAgainWhatWasRefused();
        assertThat(hub.one("select count(*) from fostering.person")).isEqualTo("4");

        run(run -> {
            take(run, persons(5, 6), false);
            hub.hub.intake().endBaseline(run, PERSONS);
        });
        assertThat(toMosaic()).as("what lay behind the file is no news").isEqualTo("0");
        run(run -> take(run, persons(7), false));
        assertThat(toMosaic()).isEqualTo("1");
    }

    private void takeAgainWhatWasRefused() throws Exception {
        Replays replays = Replays.of(hub.hub);
        long set = replays.sets()
                .confirm(new ReplaySets.Wanted("token", "a test", "kind:delivery-refused", Optional.empty(), 10, "ada"))
                .id();
        while (replays.replayer().advance(set, 10).more()) {
            // until nothing is left
        }
    }

    @Test
    void aDryRunEndsNoFirstLoad() {
        run(run -> take(run, persons(1), false));
        try (Run dry = hub.hub.runs().lead("command", true).orElseThrow()) {
            hub.hub.intake().endBaseline(dry, PERSONS);
        }
        run(run -> take(run, persons(2), false));
        assertThat(toMosaic()).isEqualTo("0");
    }

    @Test
    void feedsThatHaveBroughtSomethingBeforeTheUpdateAreThroughWithTheirFirstLoad() {
        try (OlderStore older = new OlderStore(22)) {
            for (String state : List.of("accepted", "accepted_with_errors", "rejected", "received")) {
                older.execute("insert into hub.feed (name) values ('" + state + "')");
                older.execute(
                        "insert into hub.delivery (feed, name, sha256, bytes, mapping_fingerprint, baseline, state)"
                                + " values ('" + state + "', 'f.csv', '', 0, '', true, '" + state + "')");
            }
            older.update();
            assertThat(older.query("select name from hub.feed where baseline_ended_at is not null order by name"))
                    .containsExactly("accepted", "accepted_with_errors");
        }
    }

    @FunctionalInterface
    private interface Night {
        void of(Run run);
    }

    private RunResult run(Night night) {
        try (Run run = hub.hub.runs().lead("command", false).orElseThrow()) {
            run.begin(PERSONS);
            night.of(run);
            return run.finish(List.of(PERSONS));
        }
    }

    private State take(Run run, String rows, boolean last) {
        try (ByteArrayInputStream bytes = new ByteArrayInputStream(rows.getBytes(StandardCharsets.UTF_8))) {
            IncomingDelivery delivery =
                    new IncomingDelivery(PERSONS, "p.csv", hub.hub.archive().store(bytes), Optional.empty(), last);
            return hub.hub.intake().take(run, delivery, Progress.SILENT).state();
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private String toMosaic() {
        return hub.one("select count(*) from hub.outgoing where target = 'mosaic'");
    }

    private static String persons(int... ids) {
        StringBuilder rows = new StringBuilder(HEADER);
        for (int id : ids) {
            rows.append(id).append(",Ada,Name").append(id).append(",F,1980-02-03\n");
        }
        return rows.toString();
    }
}
