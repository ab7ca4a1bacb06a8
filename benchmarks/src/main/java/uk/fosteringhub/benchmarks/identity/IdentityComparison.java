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
        for (Measured one : all) {
            String what = "%,d records".formatted(one.size().records());
            targets.add(Target.atMost(what, one.median(), one.size().seconds(), " s"));
            targets.add(Target.atMost(what + ", memory", one.memory() / 1048576.0, MEMORY / 1048576.0, " MB"));
        }
        String page = page(bench, all, targets);
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

    private static String page(Bench bench, List<Measured> all, List<Target> targets) throws IOException {
        MarkdownTable times =
                new MarkdownTable(">Records", ">Seconds, median", ">shortest", ">longest", ">Memory, most");
        StringBuilder said = new StringBuilder();
        for (Measured one : all) {
            times.row(
                    String.format(Locale.ROOT, "%,d", one.size().records()),
                    seconds(one.median()),
                    seconds(one.seconds().stream()
                            .mapToDouble(Double::doubleValue)
                            .min()
                            .orElseThrow()),
                    seconds(one.seconds().stream()
                            .mapToDouble(Double::doubleValue)
                            .max()
                            .orElseThrow()),
                    MachineFacts.megabytes(one.memory()));
            said.append("```\n").append(one.said().strip()).append("\n```\n");
        }
        MarkdownTable wanted = new MarkdownTable("Target", ">Measured", ">Wanted", "");
        targets.forEach(target -> wanted.row(
                target.what(),
                target.measured(),
                target.wanted(),
                target.reached().toString()));
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
            Measured on %s.
            """.formatted(bench.command(), LocalDate.now(), wanted, times, said, MachineFacts.ofThisOne());
    }

    private static String seconds(double seconds) {
        return String.format(Locale.ROOT, "%.1f", seconds);
    }
}
