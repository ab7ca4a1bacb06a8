package uk.fosteringhub.benchmarks.sync;

import java.util.ArrayList;
import java.util.List;
import uk.fosteringhub.benchmarks.Bench;
import uk.fosteringhub.benchmarks.machine.BenchDatabase;
import uk.fosteringhub.benchmarks.machine.BenchServer;
import uk.fosteringhub.benchmarks.profile.DatabaseProfile;
import uk.fosteringhub.benchmarks.profile.JavaProfile;

/** Runs the hub's steps once more while looking where the time goes. Watching costs a little, so it is no measurement. */
final class Profiling {
    private final Bench bench;
    private final BenchServer server;

    Profiling(Bench bench, BenchServer server) {
        this.bench = bench;
        this.server = server;
    }

    List<StepProfile> of(long rows) throws Exception {
        StepTimes times = new StepTimes();
        List<StepProfile> profiles = new ArrayList<>();
        try (Extracts extracts = Extracts.of(bench.work().resolve("files"), rows, bench.seed());
                BenchDatabase database = server.freshDatabase();
                Contestant.Loader loader =
                        new TheHub(bench.home(), bench.work().resolve("hub"), times).open(database)) {
            for (Step step : List.of(Step.FIRST, Step.SAME_ROWS, Step.CHANGED)) {
                profiles.add(watched(step, extracts, database, loader, times));
                database.settle();
            }
        }
        return profiles;
    }

    private StepProfile watched(
            Step step, Extracts extracts, BenchDatabase database, Contestant.Loader loader, StepTimes times)
            throws Exception {
        try (DatabaseProfile.Watch watch = new DatabaseProfile.Watch(server.connect(), database)) {
            long began = System.nanoTime();
            JavaProfile java = JavaProfile.of(bench.work().resolve("profile"), () -> loader.load(extracts.file(step)));
            double seconds = times.seconds().values().stream()
                    .mapToDouble(Double::doubleValue)
                    .sum();
            bench.tell("profiled %s in %.1f s".formatted(step, (System.nanoTime() - began) / 1e9));
            return new StepProfile(step, extracts.rows(), seconds, times.seconds(), java, watch.result());
        }
    }
}
