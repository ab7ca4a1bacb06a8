package uk.fosteringhub.benchmarks.failures;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import uk.fosteringhub.benchmarks.machine.BenchServer;
import uk.fosteringhub.core.corrections.Correction;
import uk.fosteringhub.core.corrections.Corrections;
import uk.fosteringhub.core.replay.ReplaySets;
import uk.fosteringhub.core.replay.Replays;
import uk.fosteringhub.routes.failures.ReplayWorker;

/** A night's first load, and the same beside the replay of another feed's failures. */
final class ReplayBesideNight {
    private final BenchServer server;
    private final Path home;
    private final Path work;

    ReplayBesideNight(BenchServer server, Path home, Path work) {
        this.server = server;
        this.home = home;
        this.work = work;
    }

    /**
     * @param persons the night's file
     * @param failures how many are replayed beside it; 0: none
     * @return how many seconds the night took
     */
    double night(Path persons, int failures) throws Exception {
        try (var database = server.freshDatabase();
                BenchHub hub = new BenchHub(home, work, database)) {
            ScheduledExecutorService second = Executors.newSingleThreadScheduledExecutor();
            try {
                if (failures > 0) {
                    hub.deliver("lcs-workers", workers(failures));
                    Replays replays = confirmed(hub);
                    database.settle();
                    ReplayWorker worker = new ReplayWorker(replays.sets(), replays.replayer(), () -> {});
                    second.scheduleAtFixedRate(worker::getAsBoolean, 0, 1, TimeUnit.SECONDS);
                }
                try (InputStream bytes = Files.newInputStream(persons)) {
                    return hub.deliver("lcs-persons", bytes);
                }
            } finally {
                second.shutdown();
                second.awaitTermination(1, TimeUnit.MINUTES);
            }
        }
    }

    private static Replays confirmed(BenchHub hub) throws Exception {
        Replays replays = Replays.of(hub.hub());
        Corrections.Wanted fix = new Corrections.Wanted(
                "lcs/workers",
                "lcs",
                Correction.Kind.VALUE,
                "",
                new Correction.Fix("START_DTTM", "31/31/2020", "START_DTTM", "2020-12-31"),
                false,
                "measured");
        replays.sets()
                .confirm(new ReplaySets.Wanted(
                        "bench", "bench", "feed:lcs-workers", Optional.of(fix), ReplaySets.USUAL_RATE, "bench"));
        return replays;
    }

    private static InputStream workers(int count) {
        StringBuilder csv = new StringBuilder("DIM_WORKER_ID,FORENAME,SURNAME,STAFF_ID,START_DTTM\n");
        for (int i = 0; i < count; i++) {
            csv.append(i + 1)
                    .append(",Ada,Name")
                    .append(i)
                    .append(",S")
                    .append(i)
                    .append(",31/31/2020\n");
        }
        return new ByteArrayInputStream(csv.toString().getBytes(StandardCharsets.UTF_8));
    }
}
