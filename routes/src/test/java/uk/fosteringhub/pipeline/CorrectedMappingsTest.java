package uk.fosteringhub.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.fosteringhub.core.corrections.CorrectedMappings;
import uk.fosteringhub.core.corrections.Correction;
import uk.fosteringhub.core.corrections.Corrections;
import uk.fosteringhub.core.mapping.Mappings;
import uk.fosteringhub.mappings.MappingFolder;

/** What is corrected is known soon, and nobody waits for it without need. */
@Tag("servers")
class CorrectedMappingsTest {
    private static final String PERSONS = "lcs/persons";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    private final AtomicLong seconds = new AtomicLong();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private HubFixture hub;
    private Mappings written;
    private CorrectedMappings mappings;
    private String plain;

    @BeforeEach
    void start() {
        hub = new HubFixture(folder);
        written = MappingFolder.load(HubFixture.MAPPINGS);
        mappings = new CorrectedMappings(
                written,
                new Corrections(hub.onStore(), hub.hub.payloads()),
                () -> TimeUnit.SECONDS.toNanos(seconds.get()));
        plain = written.named(PERSONS).fingerprint();
    }

    @AfterEach
    void stop() {
        threads.shutdownNow();
        hub.close();
    }

    @Test
    void aCorrectionIsInForceTwoSecondsLaterAtTheLatest() {
        assertThat(fingerprint()).isEqualTo(plain);
        correct();
        seconds.set(1);
        assertThat(fingerprint()).isEqualTo(plain);
        seconds.set(2);
        assertThat(fingerprint()).isNotEqualTo(plain);
        assertThat(mappings.named("lcs/addresses")).isSameAs(written.named("lcs/addresses"));
    }

    @Test
    void whileOneReadsOthersGoOnWithWhatWasKnownAndOnlyWhatIsTooOldIsWaitedFor() {
        assertThat(fingerprint()).isEqualTo(plain);
        correct();
        seconds.set(3);
        List<CompletableFuture<String>> readers = hub.onStore().inTransaction(connection -> {
            try (Statement statement = connection.createStatement()) {
                statement.execute("lock table hub.correction in access exclusive mode");
            }
            CompletableFuture<String> reading = inBackground();
            await().atMost(PATIENCE)
                    .until(() -> hub.one("select count(*) from pg_locks where not granted and relation ="
                                    + " 'hub.correction'::regclass")
                            .equals("1"));
            assertThat(inBackground().join()).isEqualTo(plain);
            seconds.set(5);
            return List.of(reading, inBackground());
        });
        assertThat(readers).allSatisfy(reader -> assertThat(reader.join()).isNotEqualTo(plain));
    }

    private CompletableFuture<String> inBackground() {
        return CompletableFuture.supplyAsync(this::fingerprint, threads)
                .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    private String fingerprint() {
        return mappings.named(PERSONS).fingerprint();
    }

    private void correct() {
        hub.onStore().inTransaction(connection -> {
            new Corrections(hub.onStore(), hub.hub.payloads())
                    .write(
                            connection,
                            new Corrections.Wanted(
                                    PERSONS,
                                    "lcs",
                                    Correction.Kind.VALUE,
                                    "",
                                    new Correction.Fix("BIRTH_DTTM", "31/31/1980", "BIRTH_DTTM", "1980-12-31"),
                                    true,
                                    "agreed"),
                            1,
                            "rose");
            return null;
        });
    }
}
