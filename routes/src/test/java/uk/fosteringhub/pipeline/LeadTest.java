package uk.fosteringhub.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.fosteringhub.core.runs.Run;

/** Who gets the lead of a run, on a real database. */
@Tag("servers")
class LeadTest {
    private static final long PATIENCE_SECONDS = 60;

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

    @Test
    void whoHasSeenThatARunIsFinishedMayStartTheNextThoughItsLeadIsNotGivenBackYet() throws Exception {
        Run ending = hub.hub.runs().lead("command", false).orElseThrow();
        ending.finish(List.of());
        CompletableFuture<Optional<Run>> next =
                CompletableFuture.supplyAsync(() -> hub.hub.runs().lead("api", false));
        // It waits for the lead, and is not turned away.
        Awaitility.await().atMost(PATIENCE_SECONDS, TimeUnit.SECONDS).until(() -> hub.one(
                        "select count(*) from pg_locks where locktype = 'advisory' and not granted")
                .equals("1"));
        ending.close();
        try (Run run = next.get(PATIENCE_SECONDS, TimeUnit.SECONDS).orElseThrow()) {
            assertThat(run.resumed()).isFalse();
        }
    }

    @Test
    void whileARunIsUnderWayNobodyWaitsForItsEnd() {
        try (Run run = hub.hub.runs().lead("command", false).orElseThrow()) {
            assertThat(run.id()).isPositive();
            assertThat(hub.hub.runs().lead("api", false)).isEmpty();
        }
    }

    @Test
    void aChangeThatAnotherProcessHasOverlookedIsHandedOnOnceThatIsDone() throws Exception {
        hub.close();
        hub = new HubFixture(
                folder,
                java.util.Map.of(),
                HubFixture.MAPPINGS,
                new uk.fosteringhub.core.settings.SyncSettings(100, 2, 10_000),
                true);
        hub.deliver(HubFixture.persons(), """
                DIM_PERSON_ID,FORENAME,SURNAME,GENDER_MAIN_CODE,BIRTH_DTTM
                1,Ada,Khan,F,1980-02-03
                """);
        CountDownLatch looked = new CountDownLatch(1);
        CountDownLatch sendOn = new CountDownLatch(1);
        CompletableFuture<?> other = CompletableFuture.runAsync(() -> {
            try {
                hub.hub.outbox().handOn("kafka", 10, changes -> {
                    looked.countDown();
                    sendOn.await();
                });
            } catch (Exception failed) {
                throw new IllegalStateException(failed);
            }
        });
        assertThat(looked.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(hub.hub.outbox().handOn("kafka", 10, changes -> {}).leftToOther())
                .isTrue();
        sendOn.countDown();
        other.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        assertThat(hub.hub.outbox().handOn("kafka", 10, changes -> {}).leftToOther())
                .isFalse();
    }
}
