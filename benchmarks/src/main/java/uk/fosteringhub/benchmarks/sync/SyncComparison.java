package uk.fosteringhub.benchmarks.sync;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import uk.fosteringhub.benchmarks.Bench;
import uk.fosteringhub.benchmarks.Comparison;
import uk.fosteringhub.benchmarks.Target;
import uk.fosteringhub.benchmarks.machine.BenchServer;
import uk.fosteringhub.benchmarks.machine.MachineFacts;

/** The overnight sync of a persons extract, against a plain Spring Batch job and against the floor. */
public final class SyncComparison implements Comparison {
    private static final long WARM_UP_ROWS = 10_000;
    private static final int WARM_UP_ROUNDS = 2;

    @Override
    public String name() {
        return "sync";
    }

    @Override
    public List<Target> run(Bench bench) throws Exception {
        StepTimes times = new StepTimes();
        TheHub hub = new TheHub(bench.home(), bench.work().resolve("hub"), times);
        List<Contestant> all = List.of(new SpringBatch(), new CopyAndUpsert(), hub);
        try (BenchServer server = BenchServer.start(bench.work().resolve("postgres"))) {
            bench.leftovers().add(server::abandon);
            Contest contest = new Contest(bench, server, times);
            bench.tell("warming up");
            measure(contest, all, bench, WARM_UP_ROWS, WARM_UP_ROUNDS);
            TreeMap<Long, Measurements> sizes = new TreeMap<>();
            Measurements main = measure(contest, all, bench, bench.rows(), bench.rounds());
            sizes.put(bench.rows(), main);
            long smaller = bench.rows() / 10;
            sizes.put(smaller, measure(contest, List.of(hub), bench, smaller, bench.rounds()));
            if (bench.growth() > 0) {
                sizes.put(bench.growth(), measure(contest, List.of(hub), bench, bench.growth(), 1));
            }
            List<Target> targets = new SyncTargets(main, sizes).all();
            List<StepProfile> profiles = new ArrayList<>();
            if (bench.profile() || targets.stream().anyMatch(one -> one.reached() == Target.Reached.NO)) {
                bench.tell("profiling the hub");
                profiles.addAll(new Profiling(bench, server).of(bench.rows()));
            }
            new SyncReport(bench, MachineFacts.ofThisOne(), server.version(), server.settings())
                    .write(main, sizes, targets, profiles);
            return targets;
        }
    }

    private static Measurements measure(
            Contest contest, List<Contestant> contestants, Bench bench, long rows, int rounds) throws Exception {
        try (Extracts extracts = Extracts.of(bench.work().resolve("files"), rows, bench.seed())) {
            return contest.measure(contestants, extracts, rounds);
        }
    }
}
