package uk.fosteringhub.benchmarks.sync;

import java.util.Map;
import uk.fosteringhub.benchmarks.machine.HeapWatch;

/**
 * One load.
 *
 * @param parts for the hub: how long its parts took, in seconds
 */
record Measured(
        String contestant,
        Step step,
        int round,
        long rows,
        double seconds,
        HeapWatch.Peak heap,
        Map<String, Double> parts) {

    double rowsPerSecond() {
        return rows / seconds;
    }
}
