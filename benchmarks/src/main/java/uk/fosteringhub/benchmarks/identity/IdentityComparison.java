package uk.fosteringhub.benchmarks.identity;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import uk.fosteringhub.benchmarks.Bench;
import uk.fosteringhub.benchmarks.Comparison;
import uk.fosteringhub.benchmarks.Target;
import uk.fosteringhub.benchmarks.machine.MachineFacts;
import uk.fosteringhub.benchmarks.report.MarkdownTable;

/** {@code ./hub link} from files to files, each time in a process of its own with the memory that the launcher gives it. */
public final class IdentityComparison implements Comparison {
    private static final long MEMORY = 1L << 30;
    private static final double ONE_RECORD_MILLIS = 50;
    private static final double SLOW = 0.95;

    /** A size with the time it may take. */
    private record Size(long records, double seconds) {}

    private static final List<Size> SIZES =
            List.of(new Size(10_000, 5), new Size(120_000, 60), new Size(1_000_000, 900));

    @Override
    public String name() {
        return "identity";
    }

    /** What the rounds of one size came to. */
    private record Measured(Size size, List<Double> seconds, long memory, String said) {
        double median() {
            return seconds.stream().sorted().toList().get(seconds.size() / 2);
        }
    }

    @Override
    public List<Target> run(Bench bench) throws Exception {
        List<Measured> all = new ArrayList<>();
        for (Size size : SIZES) {
            if (size.records() <= bench.rows()) {
                all.add(measure(bench, size));
            }
        }
        List<Target> targets = new ArrayList<>();
        for (Measured size : all) {
            String what = "%,d records".formatted(size.size().records());
            targets.add(Target.atMost(what, size.median(), size.size().seconds(), " s"));
            targets.add(Target.atMost(what + ", memory", size.memory() / 1048576.0, MEMORY / 1048576.0, " MB"));
        }
        OneRecord.Measured one = new OneRecord(bench, bench.rows()).measure();
        targets.add(Target.atMost(
                "One record against %,d in the store, 95th percentile".formatted(bench.rows()),
                one.percentile(SLOW),
                ONE_RECORD_MILLIS,
                " ms"));
        String page = page(bench, all, one, targets);
        Files.createDirectories(bench.out());
        Files.writeString(bench.out().resolve("identity.md"), page);
        System.out.println(page);
        return targets;
    }

    private static Measured measure(Bench bench, Size size) throws Exception {
        Path folder = bench.work().resolve("identity-" + size.records());
        MadeUpPeople.write(folder, size.records(), bench.seed());
        List<Double> seconds = new ArrayList<>();
        long memory = 0;
        String said = "";
        for (int round = 0; round < bench.rounds(); round++) {
            LinkProcess.Run run = LinkProcess.run(folder, bench);
            seconds.add(run.seconds());
            memory = Math.max(memory, run.memory());
            said = run.said();
            bench.tell("%,d records: %.1f s, %s"
                    .formatted(size.records(), run.seconds(), MachineFacts.megabytes(run.memory())));
        }
        return new Measured(size, seconds, memory, said);
    }

    private static String page(Bench bench, List<Measured> all, OneRecord.Measured one, List<Target> targets)
            throws IOException {
        MarkdownTable times =
                new MarkdownTable(">Records", ">Seconds, median", ">shortest", ">longest", ">Memory, most");
        StringBuilder said = new StringBuilder();
        for (Measured size : all) {
            times.row(
                    String.format(Locale.ROOT, "%,d", size.size().records()),
                    seconds(size.median()),
                    seconds(size.seconds().stream()
                            .mapToDouble(Double::doubleValue)
                            .min()
                            .orElseThrow()),
                    seconds(size.seconds().stream()
                            .mapToDouble(Double::doubleValue)
                            .max()
                            .orElseThrow()),
                    MachineFacts.megabytes(size.memory()));
            said.append("```\n").append(size.said().strip()).append("\n```\n");
        }
        MarkdownTable wanted = Target.table(targets);
        return """
            # Identity

            `%s`, %s. `./hub link persons.csv --truth truth.csv`, from the start of the process to its end: reading,
            blocking, judging, settling, and writing pairs and entities with their explanations. Memory is the most of the
            process that was in the machine's memory at any time, with everything that Java itself takes.

            %s
            %s
            Made-up persons in households with one to five records each: couples who share phone or e-mail, twins, children
            named like a parent, moves, slips and gaps. What the command said of them:

            %s
            One record that has just been stored, against %,d persons with addresses in the store, until it is known who it is
            about and everything that follows is committed: %.1f ms in the middle, %.1f ms at the 95th percentile, %.1f ms at
            the 99th, of %,d records one after the other, of which %,d were linked. Making all of them comparable took %.0f s
            before. %s.

            Measured on %s.
            """.formatted(
                        bench.command(),
                        LocalDate.now(),
                        wanted,
                        times,
                        said,
                        bench.rows(),
                        one.percentile(0.5),
                        one.percentile(SLOW),
                        one.percentile(0.99),
                        one.millis().length,
                        one.linked(),
                        one.buildSeconds(),
                        one.server(),
                        MachineFacts.ofThisOne());
    }

    private static String seconds(double seconds) {
        return String.format(Locale.ROOT, "%.1f", seconds);
    }
}
