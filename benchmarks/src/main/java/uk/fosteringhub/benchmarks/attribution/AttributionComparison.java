package uk.fosteringhub.benchmarks.attribution;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.postgresql.ds.PGSimpleDataSource;
import uk.fosteringhub.benchmarks.Bench;
import uk.fosteringhub.benchmarks.Comparison;
import uk.fosteringhub.benchmarks.Target;
import uk.fosteringhub.benchmarks.machine.BenchDatabase;
import uk.fosteringhub.benchmarks.machine.BenchServer;
import uk.fosteringhub.benchmarks.machine.MachineFacts;
import uk.fosteringhub.benchmarks.report.MarkdownTable;
import uk.fosteringhub.core.attribution.AttributionSettings;
import uk.fosteringhub.core.attribution.files.AttributionFiles;
import uk.fosteringhub.core.attribution.files.PathFiles;
import uk.fosteringhub.core.attribution.store.Attributor;
import uk.fosteringhub.core.store.Database;
import uk.fosteringhub.mappings.MappingFolder;

/** Attribution: from files to files with all models, and of a year of a region in the store. */
public final class AttributionComparison implements Comparison {
    private static final int SMALL = 10_000;
    private static final double SMALL_SECONDS = 1;
    private static final double LARGE_SECONDS = 30;
    private static final double REGION_SECONDS = 10;
    /** Enquiries of the region for a million rows. */
    private static final double REGION_SHARE = 0.15;

    @Override
    public String name() {
        return "attribution";
    }

    /** @param seconds of each round */
    private record Timed(String what, long size, List<Double> seconds) {
        double median() {
            return seconds.stream().sorted().toList().get(seconds.size() / 2);
        }
    }

    /** Done once for each round. */
    @FunctionalInterface
    private interface Work {
        void run() throws Exception;
    }

    @Override
    public List<Target> run(Bench bench) throws Exception {
        List<Timed> timed = new ArrayList<>();
        Path work = bench.work().resolve("attribution");
        for (long journeys : new long[] {SMALL, bench.rows()}) {
            AttributionFiles.Sources files = MadeUpYear.records(work.resolve("in"), journeys, bench.seed());
            timed.add(time(bench, "enquiries, files to files", journeys, () -> new AttributionFiles(
                            AttributionSettings.DEFAULT)
                    .run(files, work.resolve("out"))));
            Path paths = MadeUpYear.paths(work.resolve("in"), journeys, bench.seed());
            timed.add(time(bench, "ready-made journeys", journeys, () -> new PathFiles(AttributionSettings.DEFAULT)
                    .run(paths, work.resolve("out"))));
        }
        String server = region(bench, work, timed);
        List<Target> targets = List.of(
                Target.atMost("10,000 enquiries with all models", timed.get(0).median(), SMALL_SECONDS, " s"),
                Target.atMost(
                        "10,000 ready-made journeys with all models",
                        timed.get(1).median(),
                        SMALL_SECONDS,
                        " s"),
                Target.atMost(
                        "%,d enquiries with all models".formatted(bench.rows()),
                        timed.get(2).median(),
                        LARGE_SECONDS,
                        " s"),
                Target.atMost(
                        "%,d ready-made journeys with all models".formatted(bench.rows()),
                        timed.get(3).median(),
                        LARGE_SECONDS,
                        " s"),
                Target.atMost(
                        "A year of a region in the store, everything again (%,d enquiries)"
                                .formatted(timed.get(4).size()),
                        timed.get(4).median(),
                        REGION_SECONDS,
                        " s"));
        String page = page(bench, timed, targets, server);
        Files.createDirectories(bench.out());
        Files.writeString(bench.out().resolve("attribution.md"), page);
        System.out.println(page);
        return targets;
    }

    private static String region(Bench bench, Path work, List<Timed> timed) throws Exception {
        long enquiries = Math.round(bench.rows() * REGION_SHARE);
        try (BenchServer server = BenchServer.start(work.resolve("postgresql"))) {
            bench.leftovers().add(server::abandon);
            try (BenchDatabase database = server.freshDatabase()) {
                PGSimpleDataSource source = new PGSimpleDataSource();
                source.setUrl(database.url());
                Database store = new Database(source);
                store.migrate();
                try (Connection connection = database.connect()) {
                    Region.fill(connection, enquiries);
                }
                database.settle();
                Attributor attributor = new Attributor(
                        store,
                        MappingFolder.load(bench.home().resolve("mappings")).sources(),
                        AttributionSettings.DEFAULT);
                attributor.whole();
                timed.add(time(bench, "year of a region in the store, everything again", enquiries, attributor::whole));
                int[] next = {1};
                timed.add(time(bench, "the same, 100 touchpoints changed", enquiries, () -> {
                    try (Connection connection = database.connect();
                            Statement statement = connection.createStatement()) {
                        statement.execute("update fostering.touchpoint set changed_at = now() where id between "
                                + (200000000L + next[0]) + " and " + (200000000L + (next[0] += 100) - 1));
                    }
                    attributor.update();
                }));
            }
            return "PostgreSQL " + server.version() + ": " + server.settings();
        }
    }

    private static Timed time(Bench bench, String what, long size, Work work) throws Exception {
        List<Double> seconds = new ArrayList<>();
        for (int round = 0; round < bench.rounds(); round++) {
            long start = System.nanoTime();
            work.run();
            seconds.add((System.nanoTime() - start) / 1e9);
            bench.tell("%,d %s: %.2f s".formatted(size, what, seconds.get(round)));
        }
        return new Timed(what, size, seconds);
    }

    private static String page(Bench bench, List<Timed> timed, List<Target> targets, String server) throws Exception {
        MarkdownTable times = new MarkdownTable("What", ">Size", ">Seconds, median", ">shortest", ">longest");
        timed.forEach(one -> times.row(
                one.what(),
                String.format(Locale.ROOT, "%,d", one.size()),
                seconds(one.median()),
                seconds(one.seconds().stream()
                        .mapToDouble(Double::doubleValue)
                        .min()
                        .orElseThrow()),
                seconds(one.seconds().stream()
                        .mapToDouble(Double::doubleValue)
                        .max()
                        .orElseThrow())));
        MarkdownTable wanted = Target.table(targets);
        return """
            # Attribution

            `%s`, %s. All six models for each enquiry, the Markov model over all, credits, totals and funnel. Files to
            files: reading, matching people, and writing the results count. In the store: reading enquiries and
            touchpoints, the rules for sources, journeys, credits, and writing them; everything committed.

            %s
            %s
            Measured on %s; %s.
            """.formatted(bench.command(), LocalDate.now(), wanted, times, MachineFacts.ofThisOne(), server);
    }

    private static String seconds(double seconds) {
        return String.format(Locale.ROOT, "%.2f", seconds);
    }
}
