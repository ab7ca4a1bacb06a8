package uk.fosteringhub.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.fosteringhub.core.identity.decide.Verdict;

/**
 * The plug is pulled while two records become one, or part: a process of its own decides and is killed with {@code kill -9}.
 * Afterwards there is the old state or the new one, never half of it; doing it again ends like an undisturbed decision.
 */
@Tag("servers")
class IdentityKillTest {
    private static final int RANDOM_KILLS = 3;
    private static final Duration LATEST_KILL = Duration.ofMillis(200);

    /**
     * Where the process is stopped: it waits for this row, held by the test, so that it is killed in the middle of its work
     * and not before or after. In the order in which a decision comes to them.
     */
    private static final List<String> PLACES = List.of(
            "lock table hub.identity_pair in access exclusive mode",
            "lock table hub.entity_move in access exclusive mode",
            "lock table hub.redirect in access exclusive mode",
            "lock table fostering.person in access exclusive mode",
            "lock table hub.outgoing in access exclusive mode",
            "lock table fostering.address in access exclusive mode",
            "lock table hub.audit in access exclusive mode");

    @TempDir
    Path folder;

    private IdentityFixture hub;
    private PulledPlug plug;
    private long pair;

    @BeforeEach
    void start() {
        hub = new IdentityFixture(folder);
        plug = new PulledPlug(hub.store, IdentityDecider.NAME);
        hub.lcs("P1,Ada,Mersey,1980-05-01", "P2,Bea,Mersey,1980-05-01");
        hub.mosaic("M1,Adeline,Mersey,1980-05-01,N");
        hub.addresses("P1,HOME,2020-01-01,AB1 2CD", "P2,HOME,2020-01-01,AB1 2CD");
        pair = hub.judged(false, "lcs:P1", "lcs:P2", 9);
    }

    @AfterEach
    void stop() {
        hub.close();
    }

    @Test
    void aMergeKilledAnywhereHasHappenedOrNot() throws Exception {
        killedAnywhere(Verdict.SAME);

        assertThat(hub.entity("lcs:P2")).isEqualTo(hub.entity("lcs:P1"));
        assertThat(hub.store.one("select count(*) from hub.redirect")).isEqualTo("1");
    }

    @Test
    void aSplitKilledAnywhereHasHappenedOrNot() throws Exception {
        long second = hub.entity("lcs:P2");
        hub.decide(pair, Verdict.SAME);

        killedAnywhere(Verdict.DIFFERENT);

        assertThat(hub.entity("lcs:P2")).isEqualTo(second);
        assertThat(hub.store.one("select count(*) from hub.redirect")).isEqualTo("0");
        assertThat(hub.store.one("select count(*) from hub.identity_split")).isEqualTo("1");
    }

    private void killedAnywhere(Verdict verdict) throws Exception {
        List<String> before = state();
        for (String place : PLACES) {
            int version = hub.version(pair);
            assertThat(plug.killedAt(place, () -> decider(version, verdict)))
                    .as(place)
                    .isTrue();
            assertThat(state()).as(place).isEqualTo(before);
        }
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        int version = hub.version(pair);
        for (int i = 0; i < RANDOM_KILLS && hub.version(pair) == version; i++) {
            plug.killedWithin(LATEST_KILL, random, decider(version, verdict));
            if (hub.version(pair) == version) {
                assertThat(state()).as("seed " + seed).isEqualTo(before);
            }
        }
        if (hub.version(pair) == version) {
            assertThat(decider(version, verdict).waitFor()).isZero();
        }
        assertThat(state()).as("seed " + seed).isNotEqualTo(before);
        whole(verdict);
    }

    private Process decider(int version, Verdict verdict) throws IOException {
        return IdentityDecider.start(folder, hub.store.url(), pair, version, verdict);
    }

    /** All that belongs to the decision is there. */
    private void whole(Verdict verdict) {
        boolean same = verdict == Verdict.SAME;
        assertThat(hub.state(pair)).isEqualTo(same ? "linked" : "different");
        assertThat(hub.store.query(
                        "select verdict from hub.identity_decision where actor = 'child' and pair_id = " + pair))
                .containsExactly(verdict.word());
        assertThat(hub.store.query("select ended_at is not null from fostering.person order by id"))
                .containsExactly("f", same ? "t" : "f", "f");
        assertThat(hub.store.one("select count(distinct person) from fostering.address"))
                .isEqualTo(same ? "1" : "2");
        assertThat(hub.store.one("select count(*) from hub.audit where actor = 'child'"))
                .isEqualTo("1");
        assertThat(hub.store.query("select c.id from hub.change c left join hub.outgoing o on o.change_id = c.id"
                        + " where o.change_id is null and c.cause like 'identity%'"))
                .isEmpty();
    }

    private List<String> state() {
        List<String> state = new ArrayList<>(hub.store.store());
        for (String table :
                List.of("identity_pair", "identity_decision", "identity_split", "entity_move", "redirect", "audit")) {
            state.addAll(hub.store.query("select t::text from hub." + table + " t order by 1"));
        }
        state.addAll(hub.store.query("select source_id, key, entity_id from hub.contribution order by 1, 2"));
        state.add(hub.store.one("select count(*) from hub.outgoing"));
        return state;
    }
}
