package uk.fosteringhub.benchmarks.live;

import java.io.IOException;
import java.nio.file.Files;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import uk.fosteringhub.benchmarks.Bench;
import uk.fosteringhub.benchmarks.Target;
import uk.fosteringhub.benchmarks.live.LiveComparison.Measured;
import uk.fosteringhub.benchmarks.machine.MachineFacts;
import uk.fosteringhub.benchmarks.report.MarkdownTable;

/** {@code live.md}. */
final class LiveReport {
    private static final double WANTED_RATE = 1_200;
    private static final double WANTED_MILLIS = 50;
    private static final double MOST_SECONDS_BEHIND = 1;

    private final Bench bench;
    private final int bodyBytes;
    private final int senders;
    private final List<Measured> measured = new ArrayList<>();
    private String server = "";

    LiveReport(Bench bench, int bodyBytes, int senders) {
        this.bench = bench;
        this.bodyBytes = bodyBytes;
        this.senders = senders;
    }

    void add(Measured phase) {
        measured.add(phase);
    }

    void checked(String databaseServer) {
        server = databaseServer;
    }

    int pushes() {
        return measured.stream().mapToInt(one -> one.phase().pushes()).sum();
    }

    List<Target> write() throws IOException {
        List<Target> targets = targets();
        String page = page(targets);
        Files.createDirectories(bench.out());
        Files.writeString(bench.out().resolve("live.md"), page);
        System.out.println(page);
        return targets;
    }

    private List<Target> targets() {
        double[] full = sorted("full", one -> one.phase().rate());
        double[] busy = sorted("busy", one -> one.phase().secondsBehind());
        double[] quiet = sorted("quiet", one -> Measured.millis(one.phase().acknowledgedTimes(), 99));
        return List.of(
                Target.atLeast(
                        "Sustained through the whole way: the middle of the rounds (the slowest %,.0f)"
                                .formatted(full[0]),
                        middle(full),
                        WANTED_RATE,
                        WANTED_RATE,
                        " a second"),
                Target.atMost(
                        "At 1,200 a second, how far the target is behind at the end: the middle (the worst %.2f s)"
                                .formatted(busy[busy.length - 1]),
                        middle(busy),
                        MOST_SECONDS_BEHIND,
                        " s"),
                Target.atMost(
                        "At 200 a second, 99 of 100 acknowledged within: the middle (the worst %.1f ms)"
                                .formatted(quiet[quiet.length - 1]),
                        middle(quiet),
                        WANTED_MILLIS,
                        " ms"));
    }

    /** One figure of each round. */
    private double[] sorted(String kind, ToDoubleFunction<Measured> figure) {
        return measured.stream()
                .filter(one -> one.phase().name().startsWith(kind))
                .mapToDouble(figure)
                .sorted()
                .toArray();
    }

    private static double middle(double[] rounds) {
        return rounds[rounds.length / 2];
    }

    private String page(List<Target> targets) throws IOException {
        MarkdownTable phases = new MarkdownTable(
                "Load",
                ">Pushes",
                ">A second",
                ">Accepted p50",
                ">p99",
                ">Acknowledged p50",
                ">p99",
                ">p99.9",
                ">max",
                ">Behind at the end",
                ">Processors");
        for (Measured one : measured) {
            Phase phase = one.phase();
            phases.row(
                    load(phase),
                    "%,d".formatted(phase.pushes()),
                    "%,.0f".formatted(phase.rate()),
                    millis(one, true, 50),
                    millis(one, true, 99),
                    millis(one, false, 50),
                    millis(one, false, 99),
                    millis(one, false, 99.9),
                    millis(one, false, 100),
                    "%.2f s".formatted(phase.secondsBehind()),
                    "%.2f".formatted(one.processors()));
        }
        MarkdownTable cost = new MarkdownTable(
                "Processor time of one push, µs", ">The hub", ">PostgreSQL", ">Senders, broker, target", ">All");
        for (Measured one : measured) {
            ProcessorTime time = one.processorTime();
            cost.row(
                    load(one.phase()),
                    "%,.0f".formatted(one.micros(time.hub())),
                    "%,.0f".formatted(one.micros(time.database())),
                    "%,.0f".formatted(one.micros(time.bench())),
                    "%,.0f".formatted(one.micros(time.all())));
        }
        MarkdownTable wanted = Target.table(targets);
        return """
                # The live path, measured

                Made by `%s` on %s; how to read it is in the [README](../README.md).

                %s
                Times in milliseconds, from when a push was due. *Accepted*: answered 202, the push on the disk. *Acknowledged*: \
                stored, its change handed to Artemis, taken from the target's queue, sent to the target and answered by it.

                %s
                %s
                - Machine: %s
                - The hub in a process of its own with a heap of %s; PostgreSQL, the broker with its journal on disk, the \
                target (one POST per change) and %d senders on the same cores
                - %s; that a change was handed on to the broker is noted without waiting for the disk, since it is \
                handed on again where that is lost
                - Changes go to one target, and not to Kafka
                - Payload: an enquiry of %d bytes JSON with 17 members, each another one; every one was found in the store, \
                once, and came to the target once
                """.formatted(
                        bench.command(),
                        LocalDate.now(),
                        phases,
                        wanted,
                        cost,
                        MachineFacts.ofThisOne(),
                        HubUnderLoad.HEAP,
                        senders,
                        server,
                        bodyBytes);
    }

    private static String load(Phase phase) {
        return phase.perSecond() == 0 ? "all at once" : "%,.0f a second".formatted(phase.perSecond());
    }

    private static String millis(Measured one, boolean accepted, double percentile) {
        Phase phase = one.phase();
        // Where all are due at once, a time says only how long the queue was.
        return phase.perSecond() == 0
                ? "-"
                : "%,.1f"
                        .formatted(Measured.millis(
                                accepted ? phase.acceptedTimes() : phase.acknowledgedTimes(), percentile));
    }
}
