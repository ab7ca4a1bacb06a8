package uk.fosteringhub.benchmarks.failures;

import java.io.BufferedOutputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import uk.fosteringhub.benchmarks.Bench;
import uk.fosteringhub.benchmarks.Comparison;
import uk.fosteringhub.benchmarks.Target;
import uk.fosteringhub.benchmarks.machine.BenchDatabase;
import uk.fosteringhub.benchmarks.machine.BenchServer;
import uk.fosteringhub.benchmarks.machine.MachineFacts;
import uk.fosteringhub.benchmarks.report.MarkdownTable;
import uk.fosteringhub.core.failures.FailureGroups;
import uk.fosteringhub.core.failures.FailureGroups.By;
import uk.fosteringhub.core.failures.FailureQuery;
import uk.fosteringhub.core.failures.FailureSearch;
import uk.fosteringhub.core.replay.ReplaySets;
import uk.fosteringhub.simulators.files.MadeUpFiles;
import uk.fosteringhub.simulators.files.Version;

/**
 * Failures by the million: how fast they are found and grouped, and what replaying them costs the night. With {@code --rows
 * N} there are five times N failures, a fifth of them open, and the night takes in a fifth of N records.
 */
public final class FailureComparison implements Comparison {
    private static final int FAILURES_PER_ROW = 5;
    private static final int QUESTIONS = 400;
    private static final int TEXTS = 100;
    private static final int PAGE = 51;
    private static final int PAGES = 100;

    @Override
    public String name() {
        return "failures";
    }

    @Override
    public List<Target> run(Bench bench) throws Exception {
        List<Target> targets = new ArrayList<>();
        MarkdownTable table = new MarkdownTable("question", ">asked", ">median", ">95%", ">longest");
        long failures = bench.rows() * FAILURES_PER_ROW;
        try (BenchServer server = BenchServer.start(bench.work().resolve("postgresql"))) {
            bench.leftovers().add(server::abandon);
            try (var database = server.freshDatabase();
                    BenchHub hub = new BenchHub(bench.home(), bench.work(), database)) {
                bench.tell("filling in " + failures + " failures");
                try (Connection connection = database.connect()) {
                    new MadeUpFailures(connection, hub.hub().payloads()).fill(failures);
                }
                Random random = new Random(bench.seed());
                targets.add(search(hub, random, table, false));
                targets.add(search(hub, random, table, true));
                targets.add(groups(hub, table));
                targets.add(overview(bench, database, hub, table));
            }
            Nights nights = nights(bench, server);
            targets.add(nights.target());
            report(bench, server, failures, table, targets, nights);
        }
        return targets;
    }

    private static Target search(BenchHub hub, Random random, MarkdownTable table, boolean text) throws Exception {
        FailureSearch search = new FailureSearch(
                hub.hub().database(), hub.hub().payloads(), hub.hub().settings().zone());
        Answers warm = new Answers();
        Answers answers = new Answers();
        for (int i = 0; i < (text ? TEXTS : QUESTIONS) * 2; i++) {
            FailureQuery query = FailureQuery.of(text ? textQuery(random, i) : query(random, i));
            Answers into = i % 2 == 0 ? warm : answers;
            into.time(() -> search.page(query, 0, PAGE));
        }
        row(table, text ? "a word in the record" : "filters", answers);
        return text
                ? Target.atMost("A word in the record, 95%", answers.percentile(0.95), 1000, " ms")
                : Target.atMost("Filtered search, 95%", answers.percentile(0.95), 60, " ms");
    }

    private static String query(Random random, int number) {
        String feed = "feed:" + MadeUpFailures.feed(random.nextInt(100));
        String rule = "rule:" + MadeUpFailures.rule(random.nextInt(100));
        String day = LocalDate.now().minusDays(random.nextInt(390)).toString();
        return switch (number / 2 % 10) {
            case 0 -> feed;
            case 1 -> feed + " state:open";
            case 2 -> rule + " state:open";
            case 3 -> feed + " AND NOT " + rule;
            case 4 -> feed + " " + rule + " state:discarded";
            case 5 -> "NOT state:resolved since:" + day;
            case 6 -> "(" + feed + " OR " + rule + ") until:" + day;
            case 7 -> "key:K" + (1 + random.nextInt(100_000));
            case 8 -> "kind:missing-value state:open " + feed;
            default -> "state:held OR (" + feed + " " + rule + " state:open since:" + day + ")";
        };
    }

    private static String textQuery(Random random, int number) {
        String word = "text:" + MadeUpFailures.word(random.nextInt(MadeUpFailures.WORDS));
        return switch (number / 2 % 3) {
            case 0 -> word;
            case 1 -> word + " state:open feed:" + MadeUpFailures.feed(random.nextInt(100));
            default -> word + " " + MadeUpFailures.word(random.nextInt(MadeUpFailures.WORDS));
        };
    }

    private static Target groups(BenchHub hub, MarkdownTable table) throws Exception {
        FailureGroups groups = new FailureGroups(
                hub.hub().database(), hub.hub().payloads(), hub.hub().settings().zone());
        Answers answers = new Answers();
        FailureQuery open = FailureQuery.of("state:open");
        for (By[] by : new By[][] {
            {By.FEED, By.RULE}, {By.STEP, By.KIND}, {By.FIELD, By.FEED}, {By.RULE, By.VALUE}, {By.KIND, By.RULE}
        }) {
            groups.of(open, by[0], by[1]);
            answers.time(() -> groups.of(open, by[0], by[1]));
        }
        row(table, "groups of all that is open", answers);
        return Target.atMost("Groups of all that is open, the slowest", answers.percentile(1), 1000, " ms");
    }

    private static Target overview(Bench bench, BenchDatabase database, BenchHub hub, MarkdownTable table)
            throws Exception {
        Answers answers = new Answers();
        try (OverviewPages pages = new OverviewPages(
                bench.home(), bench.work(), database, hub.hub().database(), hub.data())) {
            for (int i = 0; i < PAGES; i++) {
                pages.open();
            }
            for (int i = 0; i < PAGES; i++) {
                answers.time(pages::open);
            }
        }
        row(table, "the overview page, over HTTP", answers);
        return Target.atMost("The overview page, 95%", answers.percentile(0.95), 200, " ms");
    }

    /** How long nights took, in seconds, in the middle. */
    private record Nights(long records, int failures, double alone, double beside) {
        Target target() {
            return Target.atMost(
                    "A night beside the replay of " + failures + " failures is slower by",
                    Math.max(0, 100 * (beside / alone - 1)),
                    10,
                    " %");
        }

        String sentence() {
            return "A night that takes in %,d records took %.1f s alone and %.1f s beside a replay that was going on"
                            .formatted(records, alone, beside)
                    + " (medians).";
        }
    }

    private static Nights nights(Bench bench, BenchServer server) throws Exception {
        Path persons = bench.work().resolve("night.csv");
        long night = Math.max(1_000, bench.rows() / 5);
        int replayed = (int) Math.max(100, bench.rows() / 10);
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(persons))) {
            new MadeUpFiles().generate("lcs-persons", night, bench.seed(), 0, Version.FIRST, out);
        }
        ReplayBesideNight nights = new ReplayBesideNight(server, bench.home(), bench.work());
        nights.night(persons, 0);
        double[] alone = new double[bench.rounds()];
        double[] beside = new double[bench.rounds()];
        for (int i = 0; i < bench.rounds(); i++) {
            bench.tell("nights of " + night + " records, round " + (i + 1));
            alone[i] = nights.night(persons, 0);
            beside[i] = nights.night(persons, replayed);
        }
        Arrays.sort(alone);
        Arrays.sort(beside);
        return new Nights(night, replayed, alone[bench.rounds() / 2], beside[bench.rounds() / 2]);
    }

    private static void row(MarkdownTable table, String question, Answers answers) {
        table.row(
                question,
                String.valueOf(answers.count()),
                "%.1f ms".formatted(answers.percentile(0.5)),
                "%.1f ms".formatted(answers.percentile(0.95)),
                "%.1f ms".formatted(answers.percentile(1)));
    }

    private static void report(
            Bench bench, BenchServer server, long failures, MarkdownTable table, List<Target> targets, Nights nights)
            throws Exception {
        MarkdownTable reached = new MarkdownTable("target", ">measured", ">wanted", "reached");
        targets.forEach(target -> reached.row(
                target.what(),
                target.measured(),
                target.wanted(),
                target.reached().toString()));
        String text = "# Failures\n\n" + failures
                + " failures in 60 groups over 400 days, a fifth of them open, 12 words each of " + MadeUpFailures.WORDS
                + " of very different frequency. Each question is asked once before it is measured with others of its"
                + " kind; answers are pages of 50, the newest first. The overview is asked of ./hub serve in a process of its"
                + " own, signed in, with all its parts. Beside a run a replay goes at a tenth of its rate of "
                + ReplaySets.USUAL_RATE + " a second, which is what keeps it out of the night's way.\n\n" + table + "\n"
                + reached + "\n" + nights.sentence() + "\n\nOn "
                + MachineFacts.ofThisOne() + ", PostgreSQL " + server.version() + " (" + server.settings()
                + "). Again: `" + bench.command() + "`\n";
        System.out.println(text);
        Files.createDirectories(bench.out());
        Files.writeString(bench.out().resolve("failures.md"), text);
    }
}
