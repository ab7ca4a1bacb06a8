package uk.fosteringhub.benchmarks.sync;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.stream.Collectors;
import uk.fosteringhub.benchmarks.Bench;
import uk.fosteringhub.benchmarks.Target;
import uk.fosteringhub.benchmarks.machine.MachineFacts;
import uk.fosteringhub.benchmarks.report.BarChart;
import uk.fosteringhub.benchmarks.report.MarkdownTable;

/** Prints what was measured and writes {@code sync.md}, {@code sync.svg} and {@code sync.csv}. */
final class SyncReport {
    private static final List<String> CONTESTANTS = List.of(SyncTargets.BATCH, SyncTargets.FLOOR, SyncTargets.HUB);

    private final Bench bench;
    private final MachineFacts machine;
    private final String postgres;
    private final String settings;

    SyncReport(Bench bench, MachineFacts machine, String postgres, String settings) {
        this.bench = bench;
        this.machine = machine;
        this.postgres = postgres;
        this.settings = settings;
    }

    void write(Measurements main, SortedMap<Long, Measurements> sizes, List<Target> targets, List<StepProfile> profiles)
            throws IOException {
        String tables = speeds(main) + "\n" + targets(targets) + "\n" + costs(sizes);
        System.out.println(tables);
        System.out.println(facts());
        Path folder = Files.createDirectories(bench.out());
        Files.writeString(folder.resolve("sync.md"), page(tables, main, targets, profiles));
        Files.writeString(folder.resolve("sync.svg"), chart(main));
        Files.writeString(folder.resolve("sync.csv"), csv(sizes));
        System.out.println("Written to " + folder.toAbsolutePath().normalize() + ": sync.md, sync.svg, sync.csv");
    }

    private String page(String tables, Measurements main, List<Target> targets, List<StepProfile> profiles) {
        long missed = targets.stream()
                .filter(one -> one.reached() == Target.Reached.NO)
                .count();
        return "# The overnight sync, measured\n\n"
                + "Made by `" + bench.command() + "` on " + LocalDate.now() + "; how to read it is in the"
                + " [README](../README.md).\n\n"
                + "![Rows a second by step and contestant](sync.svg)\n\n"
                + tables + "\n"
                + facts() + "\n"
                + (missed > 0
                        ? missed + " of " + targets.size() + " targets are not reached; the profile below shows"
                                + " where the hub's time goes.\n\n"
                        : "")
                + parts(main)
                + profiles.stream().map(ProfilePage::of).collect(Collectors.joining());
    }

    private static String speeds(Measurements main) {
        MarkdownTable table = new MarkdownTable(
                "Step", "Contestant", ">Rows a second", ">Seconds", ">Shortest–longest", ">Speed of Spring Batch");
        for (Step step : Step.values()) {
            for (String contestant : CONTESTANTS) {
                if (main.has(contestant, step)) {
                    Measured median = main.median(contestant, step);
                    Step batchStep = step == Step.SAME_BYTES ? Step.SAME_ROWS : step;
                    double batch = main.median(SyncTargets.BATCH, batchStep).seconds();
                    table.row(
                            step.toString(),
                            contestant,
                            "%,.0f".formatted(median.rowsPerSecond()),
                            "%.2f".formatted(median.seconds()),
                            main.range(contestant, step),
                            "%.2f ×".formatted(batch / median.seconds()));
                }
            }
        }
        return table.toString();
    }

    private static String targets(List<Target> targets) {
        MarkdownTable table = new MarkdownTable("Target for the hub", ">Measured", ">Wanted", "");
        targets.forEach(one -> table.row(
                one.what(), one.measured(), one.wanted(), one.reached().toString()));
        return table.toString();
    }

    private static String costs(SortedMap<Long, Measurements> sizes) {
        MarkdownTable table = new MarkdownTable(
                ">Rows",
                ">First load, µs a row",
                ">Same rows, µs a row",
                ">1% changed, µs a row",
                ">Heap used",
                ">Heap kept");
        sizes.forEach((rows, loads) -> {
            List<String> cells = new ArrayList<>();
            cells.add("%,d".formatted(rows));
            for (Step step : List.of(Step.FIRST, Step.SAME_ROWS, Step.CHANGED)) {
                cells.add("%.2f".formatted(loads.median(SyncTargets.HUB, step).seconds() / rows * 1e6));
            }
            cells.add(MachineFacts.megabytes(loads.heap(SyncTargets.HUB).used()));
            cells.add(MachineFacts.megabytes(loads.heap(SyncTargets.HUB).kept()));
            table.row(cells.toArray(String[]::new));
        });
        return table.toString();
    }

    private static String parts(Measurements main) {
        StringBuilder text = new StringBuilder("## The hub's way, part by part\n\nSeconds, in the median round.\n\n");
        for (Step step : Step.values()) {
            MarkdownTable table = new MarkdownTable(step.toString(), ">Seconds");
            main.median(SyncTargets.HUB, step)
                    .parts()
                    .forEach((part, seconds) -> table.row(part, "%.2f".formatted(seconds)));
            text.append(table).append('\n');
        }
        return text.toString();
    }

    private String facts() {
        return """
                - Machine: %s
                - PostgreSQL %s, one server for all: %s
                - %,d rows of 20 columns, %d round%s, contestants in turn; medians
                - Command: `%s`
                """.formatted(
                        machine,
                        postgres,
                        settings,
                        bench.rows(),
                        bench.rounds(),
                        bench.rounds() == 1 ? "" : "s",
                        bench.command());
    }

    private String chart(Measurements main) {
        BarChart chart = new BarChart(
                "The overnight sync of %,d persons".formatted(bench.rows()), "Rows a second; longer is better");
        for (Step step : List.of(Step.FIRST, Step.SAME_ROWS, Step.CHANGED)) {
            List<BarChart.Bar> bars = new ArrayList<>();
            for (int i = 0; i < CONTESTANTS.size(); i++) {
                String contestant = CONTESTANTS.get(i);
                bars.add(new BarChart.Bar(
                        contestant, i, main.median(contestant, step).rowsPerSecond()));
            }
            chart.group(step.toString(), bars);
        }
        return chart.svg();
    }

    private static String csv(SortedMap<Long, Measurements> sizes) {
        StringBuilder text = new StringBuilder(
                "rows,round,step,contestant,seconds,rows_per_second,heap_used_bytes,heap_kept_bytes\n");
        for (Measurements loads : sizes.values()) {
            for (Measured one : loads.all()) {
                text.append(String.format(
                        Locale.ROOT,
                        "%d,%d,%s,%s,%.3f,%.0f,%d,%d%n",
                        one.rows(),
                        one.round(),
                        one.step(),
                        one.contestant(),
                        one.seconds(),
                        one.rowsPerSecond(),
                        one.heap().used(),
                        one.heap().kept()));
            }
        }
        return text.toString();
    }
}
