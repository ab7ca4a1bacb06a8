package uk.fosteringhub.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import uk.fosteringhub.benchmarks.attribution.AttributionComparison;
import uk.fosteringhub.benchmarks.failures.FailureComparison;
import uk.fosteringhub.benchmarks.identity.IdentityComparison;
import uk.fosteringhub.benchmarks.live.LiveComparison;
import uk.fosteringhub.benchmarks.sync.SyncComparison;

/** {@code ./hub bench}. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeOnInvalidInput = 64,
        description = "Measures the hub side by side with other ways to do the same.")
public final class Benchmarks implements Callable<Integer> {
    private static final List<Comparison> ALL = List.of(
            new SyncComparison(),
            new LiveComparison(),
            new FailureComparison(),
            new AttributionComparison(),
            new IdentityComparison());

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--rows",
            paramLabel = "N",
            defaultValue = "1000000",
            description = "Rows (default: ${DEFAULT-VALUE}).")
    private long rows;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "3",
            description = "Rounds; the median counts (default: ${DEFAULT-VALUE}).")
    private int rounds;

    @Option(
            names = "--growth",
            paramLabel = "N",
            defaultValue = "0",
            description = "A larger size, for the cost per row, such as 10000000.")
    private long growth;

    @Option(
            names = "--only",
            paramLabel = "NAME",
            split = ",",
            description = "Only these comparisons: sync, live, failures, attribution, identity.")
    private List<String> only = List.of();

    @Option(names = "--out", paramLabel = "DIR", description = "Where results go (default: benchmarks/results).")
    private Path out;

    @Option(
            names = "--work",
            paramLabel = "DIR",
            description =
                    "Where the database and the made-up files go, in a folder of their own that is removed afterwards"
                            + " (default: the system's temporary folder). Every million rows needs 3 GB.")
    private Path work = Path.of(System.getProperty("java.io.tmpdir"));

    @Option(
            names = "--seed",
            paramLabel = "S",
            defaultValue = "1",
            description = "Which made-up world (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(names = "--profile", description = "Look where the time goes even if all targets are reached.")
    private boolean profile;

    @Option(
            names = "--home",
            paramLabel = "DIR",
            defaultValue = "${env:HUB_HOME:-.}",
            description = "Folder that holds config and mappings (default: HUB_HOME, else the current folder).")
    private Path home;

    private final Leftovers leftovers = new Leftovers();

    public static void main(String[] arguments) {
        Benchmarks benchmarks = new Benchmarks();
        CommandLine line = new CommandLine(benchmarks);
        line.setExecutionExceptionHandler((failure, command, parsed) -> benchmarks.failed(failure));
        System.exit(line.execute(arguments));
    }

    /** 0 if everything was measured, whether or not targets are reached; 1 if a contestant failed. */
    @Override
    public Integer call() throws Exception {
        if (rows < 100 || rounds < 1 || growth != 0 && growth <= rows) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--rows must be at least 100, --rounds at least 1, and --growth larger than --rows");
        }
        List<Comparison> chosen = chosen();
        Path folder = Files.createTempDirectory(Files.createDirectories(work), "hub-bench-");
        try (leftovers) {
            leftovers.add(() -> remove(folder));
            Path results = out == null ? home.resolve("benchmarks/results") : out;
            Bench bench = new Bench(rows, rounds, growth, seed, profile, home, folder, leftovers, results, command());
            for (Comparison comparison : chosen) {
                comparison.run(bench);
            }
            return 0;
        }
    }

    /** What fails because everything is being taken away is no news. */
    private int failed(Exception failure) throws Exception {
        if (leftovers.interrupted()) {
            return 1;
        }
        throw failure;
    }

    private List<Comparison> chosen() {
        List<Comparison> chosen = new ArrayList<>();
        for (Comparison comparison : ALL) {
            if (only.isEmpty() || only.contains(comparison.name())) {
                chosen.add(comparison);
            }
        }
        if (chosen.size() < only.size()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--only takes: "
                            + String.join(
                                    ", ", ALL.stream().map(Comparison::name).toList()));
        }
        return chosen;
    }

    private String command() {
        return "./hub bench --rows " + rows + " --rounds " + rounds + (growth > 0 ? " --growth " + growth : "")
                + (only.isEmpty() ? "" : " --only " + String.join(",", only)) + (seed == 1 ? "" : " --seed " + seed)
                + (profile ? " --profile" : "");
    }

    /** Deepest first. */
    private static void remove(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path one : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(one);
            }
        }
    }
}
