package uk.fosteringhub.benchmarks.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExtractsTest {

    @Test
    void theSameRowsComeInAnotherOrder(@TempDir Path folder) throws Exception {
        try (Extracts extracts = Extracts.of(folder, 500, 7)) {
            List<String> first = Files.readAllLines(extracts.file(Step.FIRST));
            List<String> moved = Files.readAllLines(extracts.file(Step.SAME_ROWS));
            assertThat(moved).isNotEqualTo(first).containsExactlyInAnyOrderElementsOf(first);
            assertThat(moved.get(0)).isEqualTo(first.get(0));
            assertThat(extracts.file(Step.SAME_BYTES)).hasSameBinaryContentAs(extracts.file(Step.FIRST));
        }
    }

    @Test
    void aboutOnePercentOfTheRowsChange(@TempDir Path folder) throws Exception {
        try (Extracts extracts = Extracts.of(folder, 20_000, 7)) {
            List<String> first = Files.readAllLines(extracts.file(Step.FIRST));
            List<String> changed = Files.readAllLines(extracts.file(Step.CHANGED));
            long different = 0;
            for (int i = 0; i < first.size(); i++) {
                different += first.get(i).equals(changed.get(i)) ? 0 : 1;
            }
            assertThat(different).isBetween(120L, 280L);
        }
    }
}
