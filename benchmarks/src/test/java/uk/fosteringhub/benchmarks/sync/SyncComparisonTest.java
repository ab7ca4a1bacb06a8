package uk.fosteringhub.benchmarks.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.fosteringhub.benchmarks.Bench;
import uk.fosteringhub.benchmarks.Leftovers;
import uk.fosteringhub.benchmarks.Target;

/** No figure is looked at: how fast it is says the benchmark, not a test. */
class SyncComparisonTest {

    @Test
    void allContestantsLoadTheSameAndTheResultIsWritten(@TempDir Path folder) throws Exception {
        Path out = folder.resolve("results");
        try (Leftovers leftovers = new Leftovers()) {
            Bench bench = new Bench(
                    1_000,
                    1,
                    2_000,
                    1,
                    true,
                    Path.of(".."),
                    folder.resolve("work"),
                    leftovers,
                    out,
                    "./hub bench --rows 1000");
            List<Target> targets = new SyncComparison().run(bench);
            assertThat(targets).hasSize(8);
        }
        assertThat(out.resolve("sync.md"))
                .content()
                .doesNotContain("%.")
                .contains(
                        "| First load",
                        "Plain Spring Batch",
                        "COPY and one upsert",
                        "The hub",
                        "## Profile: First load");
        assertThat(out.resolve("sync.svg")).content().startsWith("<svg").endsWith("</svg>\n");
        // Header; three contestants in three steps and the hub in one more; the hub in four steps at two more sizes.
        assertThat(Files.readAllLines(out.resolve("sync.csv"))).hasSize(1 + 10 + 4 + 4);
    }
}
